/** A scenario that cannot be played: each problem is one sentence that names the JSON path. */
export class ScenarioError extends Error {
  readonly problems: readonly string[]

  constructor(problems: readonly string[], options?: ErrorOptions) {
    super(problems.join('\n'), options)
    this.name = 'ScenarioError'
    this.problems = problems
  }
}
