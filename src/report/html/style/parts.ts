const css = String.raw

/** The headline, badges, and what a rule's card is made of. */
export const parts = css`
  .pass {
    --tone: var(--pass);
    --tone-well: var(--pass-well);
  }
  .violation {
    --tone: var(--violation);
    --tone-well: var(--violation-well);
  }
  .undetermined {
    --tone: var(--undetermined);
    --tone-well: var(--undetermined-well);
  }
  .waived {
    --tone: var(--waived);
    --tone-well: var(--waived-well);
  }
  .off {
    --tone: var(--off);
    --tone-well: var(--off-well);
  }
  .badge {
    display: inline-flex;
    align-items: baseline;
    gap: 0.4em;
    padding: 0.15em 0.7em;
    border-radius: 999px;
    background: var(--tone-well);
    color: var(--tone);
    font-size: 0.875rem;
    font-weight: 600;
    white-space: nowrap;
  }
  .sign {
    font-weight: 800;
  }
  .headline {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 0.25rem 1.1rem;
    align-items: center;
    border-left: 6px solid var(--tone);
  }
  .headline > .sign {
    grid-row: span 2;
    display: grid;
    place-items: center;
    width: 3.25rem;
    height: 3.25rem;
    border-radius: 50%;
    background: var(--tone-well);
    color: var(--tone);
    font-size: 1.6rem;
  }
  .headline > h2 {
    margin: 0;
    font-size: clamp(1.35rem, 1.1rem + 1vw, 1.75rem);
  }
  .headline > p {
    color: var(--soft);
  }
  .tally {
    grid-column: 1 / -1;
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    list-style: none;
    padding: 0;
    margin-top: 0.75rem;
  }
  .notice {
    margin-bottom: 1.5rem;
    padding: 0.8rem 1.1rem;
    border: 1px dashed var(--undetermined);
    border-radius: 10px;
    background: var(--undetermined-well);
    color: var(--undetermined);
    font-weight: 600;
  }
  .todo {
    padding: 0;
    list-style: none;
    display: grid;
    gap: 0.75rem;
  }
  .todo > li {
    padding-left: 1rem;
    border-left: 3px solid var(--tone);
  }
  .todo p {
    color: var(--soft);
    font-size: 0.9375rem;
  }
  .rule {
    display: grid;
    grid-template-columns: minmax(0, 3fr) minmax(0, 7fr);
    gap: 1.25rem 2.25rem;
  }
  .rule.alone {
    grid-template-columns: minmax(0, 1fr);
  }
  .rule > header,
  .rule > details,
  .rule > .waiver {
    grid-column: 1 / -1;
  }
  .rule > header {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    align-items: start;
    gap: 0.5rem 1rem;
  }
  .rule > header p,
  .rule .quiet {
    color: var(--soft);
    font-size: 0.9375rem;
  }
  .ratio-now {
    display: block;
    font-size: 2.5rem;
    line-height: 1.1;
    font-weight: 650;
    letter-spacing: -0.03em;
  }
  .ratio-now.none {
    font-size: 1.5rem;
    letter-spacing: -0.01em;
  }
  .numbers p + p {
    margin-top: 0.35rem;
  }
  .waiver {
    padding: 0.75rem 1rem;
    border-radius: 10px;
    background: var(--waived-well);
  }
  details > summary {
    cursor: pointer;
    color: var(--soft);
    font-size: 0.9375rem;
    padding: 0.15rem 0;
  }
  details > ul {
    padding-left: 1.2rem;
    margin: 0.5rem 0;
    font-size: 0.9375rem;
  }
  .facts {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 15rem), 1fr));
    gap: 0.9rem 2rem;
  }
  .facts dt,
  .facts dd > .quiet {
    color: var(--soft);
    font-size: 0.875rem;
  }
  ul.limits {
    padding-left: 1.2rem;
    display: grid;
    gap: 0.35rem;
    max-width: 60rem;
    margin-bottom: 1.25rem;
  }
  @media screen and (max-width: 52rem) {
    .rule {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`
