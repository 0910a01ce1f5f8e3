const css = String.raw

const light = css`
  --page: #f5f6f8;
  --card: #ffffff;
  --ink: #14181d;
  --soft: #55606c;
  --line: #dfe3e8;
  --well: #eef1f4;
  --accent: #1f5fbf;
  --pass: #17723f;
  --pass-well: #e4f4ea;
  --violation: #b3261e;
  --violation-well: #fce9e7;
  --undetermined: #855300;
  --undetermined-well: #fdf1da;
  --waived: #5b45a8;
  --waived-well: #eeeafa;
  --off: #55606c;
  --off-well: #eef1f4;
`

const dark = css`
  --page: #0e1114;
  --card: #171b20;
  --ink: #e9ecf0;
  --soft: #a3adb8;
  --line: #2b323a;
  --well: #20262d;
  --accent: #86b4ff;
  --pass: #5fd394;
  --pass-well: #12301f;
  --violation: #ff8f85;
  --violation-well: #3a1714;
  --undetermined: #f0c067;
  --undetermined-well: #35270b;
  --waived: #b9a6ff;
  --waived-well: #261f45;
  --off: #a3adb8;
  --off-well: #20262d;
`

/** Colours by meaning, and the type. Paper is always light. */
export const theme = css`
  :root {
    color-scheme: light dark;
    ${light}
  }
  @media (prefers-color-scheme: dark) {
    :root {
      ${dark}
    }
  }
  @media print {
    :root {
      color-scheme: light;
      ${light}
      --page: #ffffff;
    }
  }
  * {
    box-sizing: border-box;
  }
  html {
    font:
      16px/1.55 system-ui,
      -apple-system,
      'Segoe UI',
      Roboto,
      'Helvetica Neue',
      'Noto Sans',
      sans-serif;
    font-variant-numeric: tabular-nums;
    background: var(--page);
    color: var(--ink);
    -webkit-text-size-adjust: 100%;
  }
  body {
    margin: 0;
    overflow-wrap: anywhere;
  }
  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd,
  figure {
    margin: 0;
  }
  h1 {
    font-size: clamp(1.6rem, 1.2rem + 1.6vw, 2.25rem);
    line-height: 1.2;
    letter-spacing: -0.02em;
    font-weight: 650;
    text-wrap: balance;
  }
  h2 {
    font-size: 1.25rem;
    line-height: 1.3;
    letter-spacing: -0.01em;
    font-weight: 650;
  }
  h3 {
    font-size: 1rem;
    font-weight: 650;
  }
  a {
    color: var(--accent);
    text-underline-offset: 0.15em;
  }
  code,
  .code {
    font:
      0.875em/1.5 ui-monospace,
      'SF Mono',
      SFMono-Regular,
      Menlo,
      Consolas,
      'Liberation Mono',
      monospace;
  }
  :focus-visible {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
    border-radius: 4px;
  }
`
