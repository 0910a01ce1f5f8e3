/** What is left of so many milliseconds whenever it is asked; undefined: there is no limit. */
export function budgetOf(milliseconds: number | undefined): () => number | undefined {
  if (milliseconds === undefined) return () => undefined
  const end = performance.now() + milliseconds
  return () => Math.max(0, end - performance.now())
}
