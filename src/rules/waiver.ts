import type { WaiverEntry, WaiverLimits } from '../schemas/waiver.ts'
import { type Day, dayFrom } from './calendar.ts'
import type { Origin } from './origin.ts'

/** A dated, reasoned, owned acceptance of one rule's violations on some stacks; `expires` is its last day, inclusive. */
export interface Waiver extends Readonly<Omit<WaiverEntry, 'created' | 'expires' | 'covers'>> {
  readonly created: Day
  readonly expires: Day
  readonly covers: readonly ('violation' | 'undetermined')[]
  readonly origin: Origin | undefined
}

/** Every waiver that a rules document has, inline and in its file. */
export interface Waivers {
  readonly list: readonly Waiver[]
  /** How many days before its end a waiver counts as expiring soon. */
  readonly warnDays: number
}

export const noWaivers: Waivers = { list: [], warnDays: 14 }

/** What a waiver had to say to a verdict. */
export type Waiving =
  | { readonly kind: 'waived'; readonly waiver: Waiver; readonly daysLeft: number }
  | { readonly kind: 'not-waived'; readonly waiver: Waiver; readonly because: NotWaived }

export type NotWaived =
  'expired' | 'not-yet' | 'stack-unknown' | 'violation-not-covered' | 'undetermined-not-covered'

/** A validated entry with its place. */
export function waiverFrom(entry: WaiverEntry, origin: Origin | undefined): Waiver {
  const { created, expires, covers = ['violation'] } = entry
  return { ...entry, created: dayFrom(created), expires: dayFrom(expires), covers, origin }
}

export function waiversFrom(list: readonly Waiver[], limits: WaiverLimits | undefined): Waivers {
  return { list, warnDays: limits?.warnDays ?? noWaivers.warnDays }
}

/** Both days included. */
export function lifeOf({ created, expires }: Pick<Waiver, 'created' | 'expires'>): number {
  return expires - created + 1
}
