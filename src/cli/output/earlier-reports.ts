import { resolve } from 'node:path'
import { removeFile, removeFilesIn } from '../../io/remove-file.ts'
import { isPageFile } from '../../config/report-target.ts'
import { isFormatName } from '../../report/formats/formats.ts'
import type { Effects } from '../effects.ts'

/**
 * Removes the reports that a command line names, before it is carried out or because it cannot be: whatever keeps this
 * run from an answer, nobody must take that of an earlier one for it. Read from the words themselves, since a line that
 * is not understood has no options. What cannot be removed cannot be written either, which is told when that is tried.
 */
export async function removeEarlierReports(
  [command, ...words]: readonly string[],
  effects: Effects,
): Promise<void> {
  for (const { name, file } of formatsIn(words)) {
    const place = { name, file: resolve(effects.directory, file) }
    if (command === 'check' || command === 'policy-config') removeReport(place)
    if (command === 'audit') await removeAuditReport(place)
  }
}

interface Named {
  readonly name: string
  readonly file: string
}

function removeReport({ name, file }: Named): void {
  if (isFormatName(name)) removeFile(file)
}

/** Pages go by the names that an audit gives them; nothing else in the folder is touched. */
async function removeAuditReport({ name, file }: Named): Promise<void> {
  if (name !== 'html' || isPageFile(file)) {
    removeReport({ name, file })
    return
  }
  const { isPageName } = await import('../../report/html/tenants/page-names.ts')
  removeFilesIn(file, isPageName)
}

function formatsIn(words: readonly string[]): readonly Named[] {
  return words.flatMap((word, index) => {
    const given = word === '--format' ? words[index + 1] : /^--format=(.*)$/s.exec(word)?.[1]
    const [, name = '', file = ''] = /^([^=]*)=(.*)$/s.exec(given ?? '') ?? []
    return file.trim() === '' || file === '-' ? [] : [{ name, file }]
  })
}
