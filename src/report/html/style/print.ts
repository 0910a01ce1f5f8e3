const css = String.raw

/** A4: nothing is folded away, and no card is cut where that can be helped. */
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
    .card,
    tr,
    figure,
    .todo > li {
      break-inside: avoid;
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
    details::details-content {
      display: block;
      content-visibility: visible;
      block-size: auto;
    }
    summary {
      list-style: none;
    }
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
