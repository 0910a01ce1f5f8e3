import { printable } from '../../plain.ts'

/** The same value with every text and name in it free of control characters and halves of surrogate pairs. */
export function printableDeep<T>(value: T): T {
  return cleaned(value) as T
}

function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return printable(value)
  if (Array.isArray(value)) return value.map(cleaned)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [printable(key), cleaned(inner)]))
}
