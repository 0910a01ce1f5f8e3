import { isAbsolute, resolve } from 'node:path'
import { removeFile } from '../src/io/remove-file.ts'
import type { Environment } from '../src/config/environment.ts'
import { placesIn } from '../src/config/places-in.ts'
import { parseReportList } from '../src/config/report-list.ts'
import type { ReportTarget } from '../src/config/report-target.ts'
import { ConfigurationError } from '../src/config/problem.ts'
import type { Report } from '../src/report/report.ts'
import { graceMs } from '../src/config/deadlines.ts'

interface Located extends ReportTarget {
  readonly file: string
}

/** What `MFA_GATE_REPORT` asks for. */
export interface PackReports {
  /** Answers a sentence for each report that could not be written. */
  write(report: Report): Promise<readonly string[]>
}

/**
 * The reports of this start. Those of an earlier one are removed at once: whatever keeps this one from a verdict, nobody
 * must take an old pass for its answer. Without a `directory` relative paths are left alone.
 */
export function reportsFrom(
  list: string | undefined,
  directory: string | undefined,
  environment: Environment,
): PackReports {
  const targets = readableTargets(list).flatMap((target): readonly Located[] => {
    const { file } = target
    if (file === undefined || (directory === undefined && !isAbsolute(file))) return []
    return [{ ...target, file: resolve(directory ?? '/', file) }]
  })
  // One that cannot be removed cannot be written either, which is told when that is tried.
  for (const { file } of targets) removeFile(file)
  return {
    write: async (report) => {
      if (targets.length === 0) return []
      const { writeReports } = await import('../src/gate/write-reports.ts')
      const occasion = { placed: placesIn(environment, directory ?? '/') }
      return writeReports({ targets, reports: [report], occasion }, '/', graceMs)
    },
  }
}

/** Those that can be understood; the settings are refused for the others. */
function readableTargets(list: string | undefined): readonly ReportTarget[] {
  return (list ?? '').split(',').flatMap((one) => {
    try {
      return one.trim() === '' ? [] : parseReportList(one)
    } catch (error) {
      if (error instanceof ConfigurationError) return []
      throw error
    }
  })
}
