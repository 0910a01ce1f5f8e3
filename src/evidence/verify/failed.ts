import type { Item } from '../../doctor/item.ts'

/** Something in the bundle is not so. */
export function failed(name: string, says: string, ...todo: readonly string[]): Item {
  return { name, state: 'failed', says, todo }
}
