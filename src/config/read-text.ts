import { readFileSync } from 'node:fs'
import { ConfigurationError } from './problem.ts'

const largestBytes = 1_000_000

/** `what` names the file in messages, `todo` how to correct it. @throws ConfigurationError */
export function readText(file: string, what: string, todo: string): string {
  try {
    const text = readFileSync(file, 'utf8')
    if (text.length <= largestBytes) return text
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
    throw new ConfigurationError([`${what} ${file} cannot be read (${reasons[code] ?? code}); ${todo}`])
  }
  throw new ConfigurationError([`${what} ${file} is larger than ${largestBytes} bytes; give a smaller one`])
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'no permission to read it',
  EISDIR: 'it is a directory',
}
