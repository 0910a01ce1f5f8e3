import { readTextFile } from '../io/read-file.ts'
import { CouldNotRead } from '../model/could-not-read.ts'

/** The text of a file that a variable names. @throws CouldNotRead `credential-unreadable`, naming the variable */
export function credentialText(path: string, variable: string): string {
  const text = credentialFile(() => readTextFile(path).trim(), variable)
  if (text !== '') return text
  throw new CouldNotRead({ code: 'credential-unreadable', variable, problem: 'file-empty' })
}

/** The same of whatever is read. */
export function credentialFile<T>(read: () => T, variable: string): T {
  try {
    return read()
  } catch (error) {
    throw new CouldNotRead({ code: 'credential-unreadable', variable, problem: 'file-unreadable' }, error)
  }
}
