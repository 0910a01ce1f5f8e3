import { openHistory } from '../../history/open-history.ts'
import { recordAssessment } from '../../history/record-assessment.ts'
import type { AssessmentReport } from '../../schemas/assessment-report.ts'
import type { Effects } from '../effects.ts'
import { type HistoryOption, locationFrom } from './options.ts'

/** Where a check is kept when it is done. */
export interface Keeping {
  /** Undefined: no file of this machine. */
  readonly file: string | undefined
  /** @throws ConfigurationError when the history cannot be written */
  keep(report: AssessmentReport, expectedTenantId: string | undefined): Promise<void>
  close(): Promise<void>
}

/**
 * Opens the history that the options name before the tenant is read, so that a wrong one is refused at once; undefined
 * when they name none.
 * @throws ConfigurationError
 */
export async function openKeeping(
  { environment, directory }: Effects,
  options: HistoryOption,
  time: () => number,
): Promise<Keeping | undefined> {
  const location = locationFrom(options, environment, directory)
  if (location === undefined) return undefined
  const history = await openHistory(location, 'write', time)
  return {
    file: location.kind === 'sqlite' ? location.label : undefined,
    keep: (report, id) => recordAssessment(history, report, id === undefined ? {} : { id }),
    close: () => history.close(),
  }
}
