import type { Control } from './control.ts'
import { limits } from './limits.ts'
import { each, mfa, most, resistant } from './support.ts'

const { guests, weaker, enforcement, roles } = limits

const cis = {
  framework: 'CIS Microsoft 365 Foundations Benchmark',
  edition: 'v7.0.0',
  dated: '2026-05',
  strength: 'supports',
  unchecked: 'The benchmark is available to members only; number and title are as public tools quote them.',
} as const

// Titles and "last modified" of PowerShell/ScubaGear/baselines in cisagov/ScubaGear.
const scuba = {
  framework: 'CISA SCuBA, M365 baseline for Microsoft Entra ID',
  strength: 'supports',
} as const

const highlyPrivileged =
  'Admins are users with any role of Microsoft Entra, not only the highly privileged ones that the baseline lists.'

/** Baselines for Microsoft's own cloud. */
export const microsoft365: readonly Control[] = [
  {
    ...cis,
    key: 'cis-m365-5.2.3.4',
    id: '5.2.3.4',
    title: "Ensure all member users are 'MFA capable'",
    supportedBy: [{ measures: mfa, segments: ['members', 'all'], leastMinimumPercent: most }],
    doesNotProve: [
      'The recommendation is about every member; only a rule on members with mfaCapable and a minimum of 100 % demands the same.',
      'mfaRegistered is less than capable: the authentication methods policy may not allow the method that a user has registered.',
    ],
  },
  {
    ...cis,
    key: 'cis-m365-5.2.2.5',
    id: '5.2.2.5',
    title: "Ensure 'Phishing-resistant MFA strength' is required for Administrators",
    supportedBy: [{ measures: resistant, segments: ['admins'], leastMinimumPercent: each }],
    doesNotProve: [enforcement, roles],
  },
  {
    ...scuba,
    edition: 'MS.AAD.3.1v1',
    dated: '2023-06',
    key: 'scuba-aad-3.1',
    id: 'MS.AAD.3.1',
    title: 'Phishing-resistant MFA SHALL be enforced for all users.',
    // The methods that the baseline recommends are bound to a device; it does not speak of synced passkeys.
    supportedBy: [
      { measures: ['phishingResistantDeviceBound'], segments: ['all'], leastMinimumPercent: most },
    ],
    doesNotProve: [enforcement, weaker],
  },
  {
    ...scuba,
    edition: 'MS.AAD.3.2v2',
    dated: '2025',
    key: 'scuba-aad-3.2',
    id: 'MS.AAD.3.2',
    title: 'MFA SHALL be enforced for all users.',
    supportedBy: [{ measures: mfa, segments: ['all'], leastMinimumPercent: most }],
    doesNotProve: [enforcement, guests],
    unchecked:
      'The title of version 2 is as tools that follow the baseline quote it; version 1 applied only where phishing-resistant MFA was not enforced.',
  },
  {
    ...scuba,
    edition: 'MS.AAD.3.5v2',
    dated: '2025',
    key: 'scuba-aad-3.5',
    id: 'MS.AAD.3.5',
    title: 'The authentication methods SMS, Voice Call, and Email One-Time Passcode (OTP) SHALL be disabled.',
    supportedBy: [{ measures: ['notPhoneOnly'], segments: ['all', 'members'], leastMinimumPercent: most }],
    doesNotProve: [
      'The control disables the methods in the authentication methods policy, which is not read here; a rule shows how many users could do without them.',
    ],
    unchecked: 'The title is that of version 1; for version 2 only the subject could be verified.',
  },
  {
    ...scuba,
    edition: 'MS.AAD.3.6v1',
    dated: '2023-06',
    key: 'scuba-aad-3.6',
    id: 'MS.AAD.3.6',
    title: 'Phishing-resistant MFA SHALL be required for highly privileged roles.',
    supportedBy: [
      { measures: ['phishingResistantDeviceBound'], segments: ['admins'], leastMinimumPercent: each },
    ],
    doesNotProve: [enforcement, weaker, highlyPrivileged],
  },
]
