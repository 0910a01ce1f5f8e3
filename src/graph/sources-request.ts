import type { CouldNotRead } from '../posture/could-not-read.ts'
import type { Exclusions } from '../posture/exclusion.ts'
import type { ClockWatch } from '../wire/clock-watch.ts'
import type { Deadline } from '../time/deadline.ts'
import type { Inquiry } from './choose-sources.ts'
import type { GraphConnection } from './connection.ts'
import type { UserList } from './details-request.ts'
import type { Progress } from './registration-details.ts'

/** Everything that reading the sources of one tenant takes. */
export interface SourcesRequest {
  readonly graph: GraphConnection
  readonly tenantId: string
  readonly inquiry: Inquiry
  readonly exclusions: Exclusions | undefined
  readonly list: UserList | undefined
  readonly deadline: Deadline
  readonly now: () => Date
  readonly clock: ClockWatch | undefined
  /** Told how far a walk is, with the number of users it may come to where that is known. */
  readonly progress: ((at: Parameters<Progress>[0], expected: number | undefined) => void) | undefined
  /** Sees the error behind a source that could not be read; its causes may hold secrets. */
  readonly onFailure: ((error: CouldNotRead) => void) | undefined
}
