import type { CouldNotRead } from '../model/could-not-read.ts'
import type { ClockWatch } from '../wire/clock-watch.ts'
import type { Deadline, Waiting } from '../wire/deadline.ts'
import type { SignedInquiry } from './choose-sources.ts'
import type { GraphConnection } from './connection.ts'
import type { Outlook } from './pacing.ts'
import type { Progress } from './registration-details.ts'

/** Who watches a reading, and may end it. */
export interface Watch {
  readonly now: () => Date
  /** Told how far a walk is, with the number of users it may come to and the time that takes, where that is known. */
  readonly progress?:
    | ((at: Parameters<Progress>[0], expected: number | undefined, outlook: Outlook | undefined) => void)
    | undefined
  readonly waiting?: Waiting | undefined
  /** Sees the error behind what could not be read; its causes may hold secrets. */
  readonly onFailure?: ((error: CouldNotRead) => void) | undefined
  /** Ends the reading early; it then throws the signal's reason. */
  readonly interrupt?: AbortSignal | undefined
}

/** Everything that reading the sources of one tenant takes. */
export interface SourcesRequest extends SignedInquiry, Watch {
  readonly graph: GraphConnection
  /** The same Graph for lists of the directory, which are not under the quota of the reports. */
  readonly directory: GraphConnection
  readonly deadline: Deadline
  readonly clock: ClockWatch
}
