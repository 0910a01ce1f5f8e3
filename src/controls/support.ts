import type { Measure } from '../posture/measure.ts'

/** Registered for MFA, or more than that. */
export const mfa: readonly Measure[] = ['mfaRegistered', 'mfaCapable', 'strongMethod']

/** What phishing cannot take, synced passkeys included. */
export const resistant: readonly Measure[] = ['phishingResistant', 'phishingResistantDeviceBound']

/** Where a control says "all users" or names a group: below nine of ten nobody would call it that. */
export const most = 90

/** Where it is about privileged accounts, of which there are few: one without MFA is one too many. */
export const each = 100

/** Where it asks for a practice, of which a ratio is one sign among others. */
export const half = 50
