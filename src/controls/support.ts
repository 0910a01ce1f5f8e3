import type { Measure } from '../model/measure.ts'
import type { Support } from './control.ts'

/** Registered for MFA, or more than that. */
export const mfa: readonly Measure[] = ['mfaRegistered', 'mfaCapable', 'strongMethod']

/** What phishing cannot take, synced passkeys included. */
export const resistant: readonly Measure[] = ['phishingResistant', 'phishingResistantDeviceBound']

/** Either. */
export const registered: readonly Measure[] = [...mfa, ...resistant]

/** Where a control says "all users" or names a group: below nine of ten nobody would call it that. */
export const most = 90

/** Where it is about privileged accounts, of which there are few: one without MFA is one too many. */
export const each = 100

/** Where it asks for a practice, of which a ratio is one sign among others. */
export const half = 50

/** Most of those who are no admins, or each of the admins. */
export const staffOrAdmins: readonly Support[] = [
  { measures: registered, segments: ['all', 'members', 'nonAdmins'], leastMinimumPercent: most },
  { measures: registered, segments: ['admins'], leastMinimumPercent: each },
]

export const quotedByOthers = 'The sentence is quoted from other sources, not from the publication itself.'
