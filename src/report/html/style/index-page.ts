const css = String.raw

/** The table of all tenants. */
export const index = css`
  .stats {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 11rem), 1fr));
    gap: 1rem;
    padding: 0;
    list-style: none;
  }
  .stats .card {
    margin: 0;
    padding: 1rem 1.25rem;
    border-top: 4px solid var(--tone);
  }
  .stat {
    display: block;
    font-size: 2rem;
    line-height: 1.2;
    font-weight: 650;
    letter-spacing: -0.02em;
  }
  .told {
    color: var(--tone);
    font-weight: 600;
    font-size: 0.9375rem;
  }
  .filter {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem 0.9rem;
    margin-bottom: 1rem;
  }
  .filter[hidden] {
    display: none;
  }
  .filter input {
    font: inherit;
    color: inherit;
    background: var(--card);
    border: 1px solid var(--soft);
    border-radius: 8px;
    padding: 0.45rem 0.75rem;
    width: min(22rem, 100%);
  }
  .sorters button {
    font: inherit;
    color: inherit;
    background: none;
    border: 0;
    padding: 0.2rem 0.1rem;
    cursor: pointer;
    text-align: inherit;
  }
  .sorters button::after {
    content: ' ↕';
    opacity: 0.5;
  }
  .sorters [aria-sort='ascending'] button::after {
    content: ' ↑';
    opacity: 1;
  }
  .sorters [aria-sort='descending'] button::after {
    content: ' ↓';
    opacity: 1;
  }
  .tenants .spark {
    width: 8.5rem;
  }
  .tenants .spark svg {
    display: block;
    width: 8.5rem;
    height: auto;
    overflow: visible;
  }
  .tenants td,
  .tenants th {
    vertical-align: middle;
  }
  .tenants tbody th {
    width: 17rem;
  }
  .tenants tbody th p {
    font-size: 0.8125rem;
    line-height: 1.4;
  }
  #shown:empty {
    display: none;
  }
  #shown {
    margin-bottom: 0.75rem;
    color: var(--soft);
    font-size: 0.9375rem;
  }
  tr[hidden] {
    display: none !important;
  }
  @container (max-width: 42rem) {
    .cards > .sorters,
    .cards > .sorters > tr {
      display: flex;
      flex-wrap: wrap;
      gap: 0.25rem 1rem;
    }
    .cards > .sorters th {
      border: 0;
      padding: 0.25rem 0;
    }
  }
`
