const css = String.raw

/** One column of sections with room around them; what stands side by side falls under each other when it must. */
export const layout = css`
  .skip {
    position: absolute;
    left: -999rem;
  }
  .skip:focus {
    left: 1rem;
    top: 0.5rem;
    z-index: 1;
    padding: 0.5rem 1rem;
    background: var(--card);
  }
  .page {
    width: min(72rem, 100% - clamp(2rem, 6vw, 5rem));
    margin: 0 auto;
    padding: clamp(1.25rem, 4vw, 3rem) 0 4rem;
  }
  .page > header {
    margin-bottom: 1.75rem;
  }
  .page > footer {
    margin-top: 3.5rem;
    padding-top: 1.25rem;
    border-top: 1px solid var(--line);
    color: var(--soft);
    font-size: 0.875rem;
  }
  .product {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0.25rem 1.5rem;
    color: var(--soft);
    font-size: 0.875rem;
    margin-bottom: 1.5rem;
  }
  .product strong {
    color: var(--ink);
    font-weight: 650;
  }
  .about {
    display: flex;
    flex-wrap: wrap;
    gap: 0.2rem 1.5rem;
    margin-top: 0.6rem;
    color: var(--soft);
    font-size: 0.9375rem;
  }
  section {
    margin-top: 3rem;
  }
  section > h2 {
    margin-bottom: 0.9rem;
  }
  section > p {
    max-width: 46rem;
    color: var(--soft);
    margin-bottom: 1rem;
  }
  .card {
    container-type: inline-size;
    background: var(--card);
    border: 1px solid var(--line);
    border-radius: 14px;
    padding: clamp(1rem, 2.6vw, 1.75rem);
  }
  .card + .card {
    margin-top: 1rem;
  }
  nav.contents ul {
    display: flex;
    flex-wrap: wrap;
    gap: 0.3rem 1.25rem;
    list-style: none;
    padding: 0;
    margin-top: 1.25rem;
    font-size: 0.9375rem;
  }
`
