const css = String.raw

/** Tables, which turn into cards where what they stand in is too narrow for them. */
export const tables = css`
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: 0.9375rem;
  }
  caption {
    text-align: left;
    color: var(--soft);
    font-size: 0.875rem;
    padding-bottom: 0.5rem;
  }
  th,
  td {
    padding: 0.65rem 0.9rem 0.65rem 0;
    text-align: left;
    vertical-align: top;
    border-bottom: 1px solid var(--line);
  }
  tr > :last-child {
    padding-right: 0;
  }
  tbody tr:last-child > * {
    border-bottom: 0;
  }
  thead th {
    color: var(--soft);
    font-size: 0.8125rem;
    font-weight: 600;
  }
  tbody th {
    font-weight: 600;
  }
  .controls tbody th {
    width: 30%;
  }
  .controls td:nth-child(2),
  .waiving tbody th {
    width: 23%;
  }
  .number {
    text-align: right;
    white-space: nowrap;
  }
  .number .quiet {
    white-space: normal;
  }
  td ul {
    padding-left: 1.1rem;
  }
  td p + p,
  th p {
    margin-top: 0.15rem;
  }
  th p,
  td .quiet {
    font-weight: 400;
    color: var(--soft);
    font-size: 0.875rem;
  }
  @container (max-width: 42rem) {
    .cards,
    .cards > tbody,
    .cards > tbody > tr,
    .cards > caption,
    .cards > tbody > tr > * {
      display: block;
    }
    .cards > thead:not(.sorters) {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .cards > tbody > tr {
      padding: 0.75rem 0;
      border-bottom: 1px solid var(--line);
    }
    .cards > tbody > tr:last-child {
      border-bottom: 0;
    }
    .cards > tbody > tr > * {
      border: 0;
      padding: 0.2rem 0;
      text-align: left;
    }
    .cards > tbody > tr > td {
      display: grid;
      grid-template-columns: minmax(6.5rem, 36%) minmax(0, 1fr);
      gap: 0.75rem;
      justify-items: start;
    }
    .cards > tbody > tr > td::before {
      content: attr(data-label);
      color: var(--soft);
      font-size: 0.875rem;
    }
    .cards .number {
      white-space: normal;
    }
  }
`
