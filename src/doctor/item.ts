/** One line of the checklist. */
export interface Item {
  readonly name: string
  readonly state: 'ok' | 'failed' | 'warning' | 'skipped'
  readonly says: string
  /** What to do about it, a step or a command a line. */
  readonly todo: readonly string[]
}

export function ok(name: string, says: string): Item {
  return { name, state: 'ok', says, todo: [] }
}

export function skipped(name: string, says: string): Item {
  return { name, state: 'skipped', says, todo: [] }
}
