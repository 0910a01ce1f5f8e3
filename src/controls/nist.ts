import type { Control } from './control.ts'
import { limits } from './limits.ts'
import { each, most, quotedByOthers, registered, resistant } from './support.ts'

const { guests, phishing, roles, weaker } = limits

// csrc.nist.gov, the control catalogue of release 5.2.0.
const catalogue = {
  framework: 'NIST SP 800-53',
  edition: 'Revision 5, release 5.2.0',
  dated: '2025-08',
  strength: 'supports',
} as const

// pages.nist.gov/800-63-4, sections 2.2.2 and 2.3.2; the sentences are quoted from there by others.
const digitalIdentity = {
  framework: 'NIST SP 800-63B',
  edition: '800-63B-4, final',
  dated: '2025-07',
  strength: 'supports',
  unchecked: quotedByOthers,
} as const

const fedramp =
  'FedRAMP (which authorizes cloud services for the United States government) demands phishing-resistant ones.'

const offering =
  'The guideline is about what a service offers and demands at a sign-in; registration shows only that users could comply.'

/** What the United States' National Institute of Standards and Technology publishes, and what is made of it. */
export const nist: readonly Control[] = [
  {
    ...catalogue,
    key: 'nist-ia-2-1',
    id: 'IA-2(1)',
    title: 'Multi-factor Authentication to Privileged Accounts',
    supportedBy: [{ measures: registered, segments: ['admins'], leastMinimumPercent: each }],
    doesNotProve: [roles, `${phishing} ${fedramp}`],
  },
  {
    ...catalogue,
    key: 'nist-ia-2-2',
    id: 'IA-2(2)',
    title: 'Multi-factor Authentication to Non-privileged Accounts',
    supportedBy: [
      {
        measures: registered,
        segments: ['nonAdmins', 'members', 'all'],
        leastMinimumPercent: most,
      },
    ],
    doesNotProve: [guests, `${phishing} ${fedramp}`],
  },
  {
    ...digitalIdentity,
    key: 'nist-63b-aal2',
    id: 'AAL2, 2.2.2',
    title: 'Verifiers SHALL offer at least one phishing-resistant authentication option at AAL2.',
    supportedBy: [
      { measures: resistant, segments: ['all', 'members', 'nonAdmins', 'admins'], leastMinimumPercent: most },
    ],
    doesNotProve: [offering],
  },
  {
    ...digitalIdentity,
    key: 'nist-63b-aal3',
    id: 'AAL3, 2.3.2',
    title: 'A phishing-resistant authenticator with a key that cannot be exported; no syncable one.',
    supportedBy: [
      {
        measures: ['phishingResistantDeviceBound'],
        segments: ['all', 'members', 'nonAdmins', 'admins'],
        leastMinimumPercent: most,
      },
    ],
    doesNotProve: [offering, weaker],
  },
  {
    framework: 'CMMC',
    edition: '2.0, Level 2 (NIST SP 800-171 Revision 2, 3.5.3)',
    dated: '2024-10',
    strength: 'supports',
    key: 'cmmc-ia-3.5.3',
    id: 'IA.L2-3.5.3',
    title: 'Multifactor Authentication',
    supportedBy: [
      { measures: registered, segments: ['admins'], leastMinimumPercent: each },
      {
        measures: registered,
        segments: ['nonAdmins', 'members', 'all'],
        leastMinimumPercent: most,
      },
    ],
    doesNotProve: [
      'The practice also covers local access to privileged accounts, such as the console of a server, which Entra does not see.',
      roles,
    ],
  },
]
