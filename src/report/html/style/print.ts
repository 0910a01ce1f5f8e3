const css = String.raw

/**
 * A4: what the gate says is unfolded, the numbers behind a chart only where the reader has opened them, and no card is
 * cut where that can be helped.
 */
export const print = css`
  @page {
    size: A4;
    margin: 15mm 14mm 16mm;
  }
  @media print {
    html {
      font-size: 10.5pt;
    }
    .page {
      width: 100%;
      padding: 0;
    }
    section {
      margin-top: 1.75rem;
    }
    .rule {
      gap: 0.6rem 1.5rem;
    }
    .ratio-now {
      font-size: 1.9rem;
    }
    th,
    td {
      padding-block: 0.4rem;
    }
    .card,
    tr,
    figure,
    .todo > li {
      break-inside: avoid;
    }
    .card:has(> table) {
      break-inside: auto;
    }
    h2,
    h3,
    caption {
      break-after: avoid;
    }
    .badge,
    .bar,
    .chart,
    .headline > .sign,
    .waiver {
      print-color-adjust: exact;
    }
    .rule > details::details-content {
      display: block;
      content-visibility: visible;
      block-size: auto;
    }
    summary {
      list-style: none;
    }
    .chart details:not([open]),
    nav.contents,
    .skip,
    .filter {
      display: none;
    }
    a[href^='https']::after {
      content: ' (' attr(href) ')';
      color: var(--soft);
    }
  }
`
