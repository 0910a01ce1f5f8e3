import { dayMs } from '../model/clock.ts'
import { parseDuration } from '../model/duration.ts'
import { ConfigurationError } from './problem.ts'
import { quoted } from './quoted.ts'

const usualMs = 600_000
const longestMs = dayMs

/** How old numbers may be that were read before, in milliseconds: `0`, `40s`, `5m` or `1h`. @throws ConfigurationError */
export function parseReuse(text: string | undefined, { name }: { readonly name: string }): number {
  if (text === undefined) return usualMs
  if (text.trim() === '0') return 0
  const milliseconds = parseDuration(text, ['s', 'm', 'h'])
  if (milliseconds !== undefined && milliseconds <= longestMs) return milliseconds
  throw new ConfigurationError([
    `${name} is ${quoted(text)}; write a time of at most a day, such as 40s, 5m or 1h, or 0 to read the tenant every time`,
  ])
}
