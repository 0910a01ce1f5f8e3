import { type Minimum, parseMinimum } from '../model/minimum.ts'

/** The minimum of a document that has been validated. */
export function validMinimum(value: number | string): Minimum {
  const parsed = parseMinimum(value)
  if ('minimum' in parsed) return parsed.minimum
  throw new TypeError(`a minimum reached the rules unvalidated: ${parsed.given}`)
}
