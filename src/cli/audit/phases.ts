import type { Effects } from '../effects.ts'
import { timeOf } from '../time-of.ts'

/**
 * The time that an audit was given holds for each of its parts anew: for what precedes the tenants, for reading and
 * keeping each of them, and for what follows.
 */
export interface Phases {
  /** Of the part that goes on beside the tenants, in milliseconds. */
  readonly left: () => number
  next(): void
  /** The time of one tenant begins. */
  readonly ofTenant: () => () => number
}

/** @throws ConfigurationError */
export function phases(
  effects: Pick<Effects, 'environment'>,
  options: { readonly timeout?: string },
): Phases {
  const ofTenant = () => timeOf(effects, options)
  let current = ofTenant()
  return {
    left: () => current(),
    next: () => {
      current = ofTenant()
    },
    ofTenant,
  }
}
