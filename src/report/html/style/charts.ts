const css = String.raw

/** Charts take their colours here, so that they follow light, dark and paper; the drawing suits the room it has. */
export const charts = css`
  .chart {
    container-type: inline-size;
    min-width: 0;
  }
  .chart svg {
    display: block;
    width: 100%;
    height: auto;
    overflow: visible;
    color: var(--soft);
  }
  .chart .narrow {
    display: none;
  }
  @container (max-width: 30rem) {
    .chart .wide {
      display: none;
    }
    .chart .narrow {
      display: block;
    }
  }
  .chart text {
    font-size: 12px;
    font-variant-numeric: tabular-nums;
    fill: var(--soft);
  }
  .chart .grid {
    stroke: var(--line);
  }
  .chart .ratio {
    stroke: var(--accent);
    stroke-width: 2;
  }
  .chart .demand,
  .chart .coming {
    stroke: var(--ink);
    stroke-width: 1.5;
    stroke-dasharray: 5 4;
    stroke-linecap: butt;
  }
  .chart .coming {
    stroke: var(--soft);
    stroke-dasharray: 2 4;
  }
  .chart .now {
    stroke: var(--line);
  }
  .chart .met {
    stroke: var(--card);
    fill: var(--accent);
  }
  .chart .missed {
    stroke: var(--violation);
    stroke-width: 2.5;
    fill: none;
  }
  .chart .strip-pass {
    fill: var(--pass);
    fill-opacity: 0.6;
  }
  .chart .strip-undetermined {
    fill: var(--undetermined);
  }
  .chart .strip-violation {
    fill: var(--violation);
  }
  .chart tbody th {
    white-space: nowrap;
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 0.15rem 1.25rem;
    margin: 0.35rem 0 0.5rem;
    padding: 0;
    list-style: none;
    color: var(--soft);
    font-size: 0.8125rem;
  }
  .legend li::before {
    content: '';
    display: inline-block;
    width: 0.5rem;
    margin-right: 0.45rem;
    height: 0.7rem;
    background: var(--tone);
  }
  .legend .pass::before {
    height: 0.2rem;
  }
  .legend .undetermined::before {
    height: 0.45rem;
  }
  .legend .ratio::before,
  .legend .demand::before {
    width: 1.1rem;
    height: 0;
    background: none;
    border-top: 2px solid var(--accent);
    vertical-align: middle;
  }
  .legend .demand::before {
    border-top: 2px dashed var(--ink);
  }
  .bar {
    display: block;
    width: 100%;
    height: 10px;
    margin: 0.6rem 0 0.75rem;
  }
  .alone .bar {
    max-width: 26rem;
  }
  .bar .track {
    fill: var(--well);
    stroke: var(--line);
  }
  .bar .share {
    fill: var(--tone);
  }
  .bar .demanded {
    fill: var(--ink);
  }
`
