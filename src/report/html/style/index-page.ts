const css = String.raw

/** The table of all tenants. */
export const index = css`
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
  tr[hidden] {
    display: none !important;
  }
  @media (max-width: 46rem) {
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
