import type { Control } from './control.ts'
import { limits } from './limits.ts'
import { each, half, most, registered } from './support.ts'

const { guests, roles } = limits

// The PCI Security Standards Council's document library.
const pciDss = { framework: 'PCI DSS', edition: 'v4.0.1', dated: '2024-06', strength: 'supports' } as const

const scope =
  'The requirement is about access into the cardholder data environment (CDE); whether these users can reach it, and whether through Entra, is not visible here.'

/** Standards of the industry. */
export const industry: readonly Control[] = [
  {
    framework: 'ISO/IEC 27001',
    edition: '2022, Annex A',
    dated: '2022-10',
    strength: 'supports',
    key: 'iso-27001-a.8.5',
    id: 'A.8.5',
    title: 'Secure authentication',
    supportedBy: [
      {
        measures: [...registered, 'passwordlessCapable'],
        segments: ['all', 'members', 'nonAdmins', 'admins', 'guests'],
        leastMinimumPercent: half,
      },
    ],
    doesNotProve: [
      'The control covers all technologies and procedures of authentication that the access policy demands; registration is one indicator among others.',
    ],
  },
  {
    ...pciDss,
    key: 'pci-dss-8.4.1',
    id: '8.4.1',
    title:
      'MFA is implemented for all non-console access into the CDE for personnel with administrative access.',
    supportedBy: [{ measures: registered, segments: ['admins'], leastMinimumPercent: each }],
    doesNotProve: [scope, roles],
  },
  {
    ...pciDss,
    key: 'pci-dss-8.4.2',
    id: '8.4.2',
    title: 'MFA is implemented for all non-console access into the CDE.',
    supportedBy: [
      { measures: registered, segments: ['all', 'members', 'nonAdmins'], leastMinimumPercent: most },
    ],
    doesNotProve: [
      scope,
      guests,
      'Accounts that only ever authenticate with phishing-resistant factors are exempt from this item, but not from 8.4.1 and 8.4.3; a user who has such a method may still use another.',
    ],
  },
  {
    ...pciDss,
    key: 'pci-dss-8.4.3',
    id: '8.4.3',
    title:
      "MFA is implemented for all remote access originating from outside the entity's network that could access or impact the CDE.",
    supportedBy: [
      {
        measures: registered,
        segments: ['all', 'members', 'nonAdmins', 'guests'],
        leastMinimumPercent: most,
      },
    ],
    doesNotProve: [scope, guests],
  },
  {
    ...pciDss,
    key: 'pci-dss-8.5',
    id: '8.5',
    title: 'Multi-factor authentication (MFA) systems are configured to prevent misuse.',
    supportedBy: [
      { measures: ['mfaCapable'], segments: ['all', 'members', 'nonAdmins'], leastMinimumPercent: most },
      { measures: ['mfaCapable'], segments: ['admins'], leastMinimumPercent: each },
    ],
    doesNotProve: [
      'The requirement is about the MFA system itself: no replay, no bypass without a documented, time-limited exception, two different types of factors, access only after all factors have succeeded. Of these, a ratio shows only that users have factors that the tenant allows.',
    ],
  },
]
