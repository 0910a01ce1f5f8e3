declare const count: unique symbol

/** A number of users: an integer from 0 to 2^53 - 1, so that it is exact as a JavaScript number. */
export type Count = number & { readonly [count]: true }

/** Takes Edm.Int64 as Graph writes it, a number or a string of digits; undefined when it is no count. */
export function toCount(value: number | string): Count | undefined {
  if (typeof value === 'string' && !/^\d{1,15}$/.test(value)) return undefined
  const number = Number(value)
  return Number.isSafeInteger(number) && number >= 0 ? (number as Count) : undefined
}

/** @throws TypeError for what is no number of users, which is a defect */
export function countOf(users: number): Count {
  const count = toCount(users)
  if (count === undefined) throw new TypeError(`${users} is no number of users`)
  return count
}

/** 23123 as `23,123`. */
export function formatCount(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** `1 user`, `23,123 users`. */
export function amount(number: number, one: string, many = `${one}s`): string {
  return `${formatCount(number)} ${number === 1 ? one : many}`
}
