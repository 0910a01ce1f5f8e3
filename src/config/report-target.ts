import { ConfigurationError } from './problem.ts'
import { suggest } from './schema-sentence.ts'
import { type FormatName, formatNames, isFormatName } from '../report/formats/formats.ts'

/** A report that was asked for; without a file it goes to standard output. */
export interface ReportTarget {
  readonly format: FormatName
  readonly file: string | undefined
}

/**
 * Reads `NAME` and `NAME<separator>FILE`; `-` as the file is standard output. `option` is what messages call it.
 * @throws ConfigurationError
 */
export function parseTarget(text: string, separator: '=' | ':', option: string): ReportTarget {
  const at = text.indexOf(separator)
  const name = at === -1 ? text : text.slice(0, at)
  const file = at === -1 ? undefined : text.slice(at + 1)
  if (!isFormatName(name)) {
    throw new ConfigurationError([`${option}: there is no format "${name}"; ${suggest(name, formatNames)}`])
  }
  if (file?.trim() === '') {
    throw new ConfigurationError([
      `${option}: no file is named after "${name}${separator}"; write ${name}${separator}FILE`,
    ])
  }
  return { format: name, file: file === '-' ? undefined : file }
}

/** In an audit, a folder for a page per tenant and one over all; a file is one page for all of them. */
export function isPagesTarget(target: ReportTarget): target is ReportTarget & { readonly file: string } {
  return target.format === 'html' && target.file !== undefined && !isPageFile(target.file)
}

export function isPageFile(file: string): boolean {
  return /\.html?$/i.test(file)
}
