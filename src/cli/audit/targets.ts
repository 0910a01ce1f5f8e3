import { resolve } from 'node:path'
import { ConfigurationError } from '../../config/problem.ts'
import { suggest } from '../../config/schema-sentence.ts'
import { auditFormatNames, auditFormats, type AuditFormatName } from '../../report/audit/audit-formats.ts'

/** A report that was asked for: one text, to standard output without a file, or pages in a directory. */
export type AuditTarget =
  | { readonly format: AuditFormatName; readonly file: string | undefined }
  | { readonly format: 'html'; readonly file: string }

/**
 * The reports that `--format` asks for. A document on standard output stands alone there; when every report goes to a
 * file, the log still says what came of the audit.
 * @throws ConfigurationError
 */
export function auditTargets(given: readonly string[], directory: string): readonly AuditTarget[] {
  const targets = given.map(parse)
  const printed = targets.filter(({ file }) => file === undefined)
  const document = printed.find(({ format }) => format !== 'html' && auditFormats[format].kind === 'document')
  if (document !== undefined && printed.length > 1) {
    throw new ConfigurationError([
      `--format ${document.format} cannot share standard output with another report; give it a file, as in --format ${document.format}=FILE`,
    ])
  }
  const files = targets.flatMap(({ file }) => (file === undefined ? [] : [resolve(directory, file)]))
  const twice = files.find((file, index) => files.indexOf(file) !== index)
  if (twice !== undefined) {
    throw new ConfigurationError([`--format names the file ${twice} twice; give each report its own`])
  }
  return printed.length === 0 ? [...targets, { format: 'text', file: undefined }] : targets
}

function parse(text: string): AuditTarget {
  const [, name = '', file] = /^([^=]*)(?:=(.*))?$/s.exec(text) ?? []
  if (name === 'html') return { format: name, file: directoryOf(file) }
  const format = auditFormatNames.find((one) => one === name)
  if (format === undefined) {
    throw new ConfigurationError([
      `--format: an audit has no format "${name}"; ${suggest(name, [...auditFormatNames, 'html'])}`,
    ])
  }
  if (file?.trim() === '') {
    throw new ConfigurationError([`--format: no file is named after "${name}="; write ${name}=FILE`])
  }
  return { format, file: file === '-' ? undefined : file }
}

function directoryOf(given: string | undefined): string {
  if (given !== undefined && given.trim() !== '' && given !== '-') return given
  throw new ConfigurationError(['--format: html is a page per tenant and one over all; write html=DIRECTORY'])
}
