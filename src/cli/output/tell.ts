import { sentence } from '../../report/sentence.ts'
import { textWidth } from '../../report/terminal/text-width.ts'
import type { Effects, Output } from '../effects.ts'

/** Narrower screens break lines by themselves, since hardly a word would be left whole. */
const narrowest = 40
const hanging = '  '

/**
 * Writes sentences for people, on a terminal within its width: no word is broken, and what goes on in a further line is
 * indented more than its first. Documents, and lines that a service reads, are written as they are.
 */
export async function tell(output: Output, text: string): Promise<void> {
  output.write(await fitted(text, output))
}

/** Writes what was asked for: as text for people, as a document as it is. */
export async function print(output: Output, format: string, text: string): Promise<void> {
  if (format === 'text') await tell(output, text)
  else output.write(text)
}

/** Tells on standard error what somebody has to know. */
export async function warn(stderr: Output, text: string): Promise<void> {
  await tell(stderr, `mfa-gate: ${sentence(text)}\n`)
}

/** The same of what only helps, and is not wanted by everybody. */
export async function note(
  { stderr, voice }: Pick<Effects, 'stderr' | 'voice'>,
  text: string,
): Promise<void> {
  if (voice !== 'quiet') await warn(stderr, text)
}

async function fitted(text: string, { isTTY, columns = 80 }: Output): Promise<string> {
  if (isTTY !== true || columns < narrowest) return text
  // Loaded here, since nobody else has a width to keep.
  const { wrapAnsi } = await import('fast-wrap-ansi')
  return text
    .split('\n')
    .map((line) => {
      if (textWidth(line) <= columns) return line
      const [indent = ''] = /^ */.exec(line) ?? []
      const further = `${indent}${hanging}`
      return indent + wrapAnsi(line.trimStart(), columns - further.length).replaceAll('\n', `\n${further}`)
    })
    .join('\n')
}
