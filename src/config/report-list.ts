import { ConfigurationError } from './problem.ts'
import { isInPack } from '../report/formats/formats.ts'
import { parseTarget, type ReportTarget } from './report-target.ts'

/**
 * Reads `MFA_GATE_REPORT`, such as `json:assessment.json,markdown:assessment.md`. Every report needs a file: what a
 * policy pack prints becomes part of Pulumi's own output.
 * @throws ConfigurationError
 */
export function parseReportList(text: string | undefined): readonly ReportTarget[] {
  if (text === undefined) return []
  return text.split(',').map((one) => {
    const target = parseTarget(one.trim(), ':', 'MFA_GATE_REPORT')
    if (!isInPack(target.format)) {
      throw new ConfigurationError([
        `MFA_GATE_REPORT: the policy pack does not write ${target.format}, which would slow every preview down; write json:FILE there, and run mfa-gate check --format ${target.format}=FILE for the page`,
      ])
    }
    if (target.file !== undefined) return target
    throw new ConfigurationError([
      `MFA_GATE_REPORT: "${one.trim()}" names no file; write ${target.format}:FILE, several with commas`,
    ])
  })
}
