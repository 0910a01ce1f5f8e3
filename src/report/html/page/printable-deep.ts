import { printable } from '../../plain.ts'

/**
 * The same value with every text and name in it free of control characters and halves of surrogate pairs; where it is so
 * already, itself, since a copy of all tenants would be as large again.
 */
export function printableDeep<T>(value: T): T {
  return cleaned(value) as T
}

function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return printable(value)
  if (Array.isArray(value)) {
    const inner = value.map(cleaned)
    return inner.every((one, at) => Object.is(one, value[at])) ? value : inner
  }
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
  const inner = entries.map(([key, one]) => [printable(key), cleaned(one)] as const)
  const same = inner.every(([key, one], at) => key === entries[at]?.[0] && Object.is(one, entries[at][1]))
  return same ? value : Object.fromEntries(inner)
}
