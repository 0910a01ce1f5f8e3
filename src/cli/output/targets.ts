import { resolve } from 'node:path'
import { ConfigurationError } from '../../config/problem.ts'
import { parseTarget, type ReportTarget } from '../../config/report-target.ts'
import { formats } from '../../report/formats/formats.ts'

/**
 * The reports that `--format` asks for. A document on standard output stands alone there; when every report goes to a
 * file, the log still says what came of the check.
 * @throws ConfigurationError
 */
export function targetsFrom(given: readonly string[], directory: string): readonly ReportTarget[] {
  const targets = given.map((text) => parseTarget(text, '=', '--format'))
  const printed = targets.filter(({ file }) => file === undefined)
  const document = printed.find(({ format }) => formats[format].kind === 'document')
  const other = printed.find((target) => target !== document)
  if (document !== undefined && other !== undefined) {
    throw new ConfigurationError([
      `--format ${document.format} and --format ${other.format} cannot both go to standard output; give one a file, as in --format ${document.format}=FILE`,
    ])
  }
  refuseTwice(targets, directory)
  return printed.length === 0 ? [...targets, { format: 'text', file: undefined }] : targets
}

function refuseTwice(targets: readonly ReportTarget[], directory: string): void {
  const files = targets.map(({ format, file }) =>
    file === undefined ? `stdout ${format}` : resolve(directory, file),
  )
  const index = files.findIndex((file, at) => files.indexOf(file) !== at)
  const twice = targets[index]
  if (twice !== undefined) {
    throw new ConfigurationError([
      twice.file === undefined
        ? `--format ${twice.format} is given twice`
        : `--format names the file ${twice.file} twice; give each report its own`,
    ])
  }
}
