/** The ratio that a rule demands, exact: `scaled` millionths of a percent, so 95 % is 95,000,000 of 100,000,000. */
export interface Minimum {
  readonly scaled: bigint
}

/** Millionths of a percent in the whole. */
export const whole = 100_000_000n

const percentDecimals = 6

export type ParsedMinimum =
  | { readonly minimum: Minimum }
  | {
      readonly refused:
        'percent-or-ratio' | 'tiny-percentage' | 'out-of-range' | 'too-precise' | 'not-a-minimum'
      readonly given: string
    }

/**
 * Reads a minimum as the rules document writes it: a number from 0 to 1, or a percentage string such as `"95%"`.
 * `95` could be 95 % or a slip, and `"0.95%"` is most likely 95 %, so both are refused rather than guessed.
 */
export function parseMinimum(value: unknown): ParsedMinimum {
  if (typeof value === 'number') return parseRatio(value)
  if (typeof value === 'string') return parsePercentage(value)
  return { refused: 'not-a-minimum', given: JSON.stringify(value) }
}

function parseRatio(value: number): ParsedMinimum {
  const given = String(value)
  if (value > 1 && value <= 100) return { refused: 'percent-or-ratio', given }
  if (!(value >= 0 && value <= 1)) return { refused: 'out-of-range', given }
  // String() gives the shortest decimal that reads back as the same number, which is what was written.
  return scale(decimal(given), 2, given)
}

function parsePercentage(value: string): ParsedMinimum {
  // No ratio is longer, and BigInt takes seconds for a million digits.
  if (value.length > 100) return { refused: 'not-a-minimum', given: `"${value}"` }
  const digits = /^(\d+(?:\.\d+)?)\s?%$/.exec(value.trim())?.[1]
  if (digits === undefined) {
    return {
      refused: /^\d+(\.\d+)?$/.test(value.trim()) ? 'percent-or-ratio' : 'not-a-minimum',
      given: `"${value}"`,
    }
  }
  if (Number(digits) > 100) return { refused: 'out-of-range', given: `"${value}"` }
  if (Number(digits) > 0 && Number(digits) < 1) return { refused: 'tiny-percentage', given: `"${value}"` }
  return scale(decimal(digits), 0, `"${value}"`)
}

interface Decimal {
  readonly digits: bigint
  readonly decimals: number
}

function decimal(text: string): Decimal {
  const [mantissa = '0', exponent = '0'] = text.toLowerCase().split('e')
  const [integer = '0', fraction = ''] = mantissa.split('.')
  return { digits: BigInt(integer + fraction), decimals: fraction.length - Number(exponent) }
}

function scale({ digits, decimals }: Decimal, shift: number, given: string): ParsedMinimum {
  const places = percentDecimals + shift - decimals
  if (places >= 0) return { minimum: { scaled: digits * 10n ** BigInt(places) } }
  const divisor = 10n ** BigInt(-places)
  return digits % divisor === 0n
    ? { minimum: { scaled: digits / divisor } }
    : { refused: 'too-precise', given }
}

/** How many decimals of a percent the minimum needs, 0 to 6. */
export function decimalsOf(minimum: Minimum): number {
  const digits = String(minimum.scaled % 1_000_000n)
    .padStart(percentDecimals, '0')
    .replace(/0+$/, '')
  return digits.length
}

/** A minimum as a report writes it: a number of percent with at most six decimals. */
export function minimumOfPercent(percent: number): Minimum {
  return { scaled: BigInt(Math.round(percent * 1_000_000)) }
}
