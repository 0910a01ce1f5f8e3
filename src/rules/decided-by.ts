import type { Day } from './calendar.ts'
import type { Origin } from './origin.ts'

/** Which places of the rules document, or which other source, gave a rule the values it has here. */
export interface DecidedBy {
  /** Undefined where the document has no lines, as the built-in one. */
  readonly minimum: Origin | undefined
  /** First day of the step in force, when the minimum is a ramp. */
  readonly since: Day | undefined
  readonly enforcement: Decision
}

export interface Decision {
  readonly by: 'rule' | 'default' | 'stacks' | 'configuration'
  readonly origin: Origin | undefined
}
