import { shorten } from './shorten.ts'
import { parseMinimum, type ParsedMinimum } from '../model/minimum.ts'

/** What is wrong with a minimum as it was written; undefined when it can be used. */
export function problemOfMinimum(given: unknown): string | undefined {
  const parsed = parseMinimum(given)
  return 'refused' in parsed ? refuseMinimum(parsed) : undefined
}

function refuseMinimum(parsed: Extract<ParsedMinimum, { refused: string }>): string {
  const { refused } = parsed
  const given = shorten(parsed.given)
  const bare = given.replaceAll('"', '')
  switch (refused) {
    case 'percent-or-ratio':
      return `minimum ${given} is ambiguous: was ${bare} % meant? Then write "${bare}%"; a ratio is a number from 0 to 1, such as 0.95`
    case 'tiny-percentage': {
      const digits = bare.replace(/\s?%$/, '')
      return `minimum ${given} is less than one percent: was the ratio ${digits} meant? Then write ${digits} without the percent sign; for ${digits} % write it as a number from 0 to 1`
    }
    case 'out-of-range':
      return `minimum ${given} is out of range: write a number from 0 to 1, or a percentage from "0%" to "100%"`
    case 'too-precise':
      return `minimum ${given} is too precise: at most 6 decimals of a percent are kept`
    case 'not-a-minimum':
      return `minimum ${given} is not a ratio: write a number from 0 to 1, such as 0.95, or a percentage, such as "95%"`
  }
}
