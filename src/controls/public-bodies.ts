import type { Control } from './control.ts'
import { limits } from './limits.ts'
import { each, most, quotedByOthers, registered, resistant, staffOrAdmins } from './support.ts'

const { enforcement, guests, weaker, roles } = limits

// cyber.gov.au, "Essential Eight maturity model"; it numbers nothing, so the level stands for it.
const essentialEight = {
  framework: 'Essential Eight',
  edition: 'maturity model of November 2023',
  dated: '2023-11',
  strength: 'supports',
  unchecked: quotedByOthers,
} as const

// eur-lex.europa.eu; the articles are quoted without what they say of other things.
const union = {
  dated: '2022-12-14',
  strength: 'supports',
  unchecked: 'The article is quoted from other sources, not from the Official Journal.',
} as const

const services =
  'The requirement is about every online service; services that users do not reach through Entra are not visible here.'

const proportion =
  'The article demands measures that fit the risk, and a supervisory authority judges whether they do; a ratio is one indicator.'

/** What governments and the European Union ask of others. */
export const publicBodies: readonly Control[] = [
  {
    ...essentialEight,
    key: 'essential-eight-ml1',
    id: 'MFA, Maturity Level One',
    title:
      "Multi-factor authentication is used to authenticate users to their organisation's online services.",
    supportedBy: [{ measures: registered, segments: ['all', 'members'], leastMinimumPercent: most }],
    doesNotProve: [enforcement, services],
  },
  {
    ...essentialEight,
    key: 'essential-eight-ml2',
    id: 'MFA, Maturity Level Two',
    title:
      'Multi-factor authentication used for authenticating users of online services is phishing-resistant.',
    supportedBy: [{ measures: resistant, segments: ['all', 'members'], leastMinimumPercent: most }],
    doesNotProve: [enforcement, weaker, services],
  },
  {
    framework: 'Cyber Essentials',
    edition: 'Requirements for IT Infrastructure v3.3',
    dated: '2026-04-27',
    strength: 'supports',
    key: 'cyber-essentials-mfa',
    id: 'User access control',
    title: 'Multi-factor authentication on every cloud service, for all users',
    supportedBy: [
      { measures: registered, segments: ['all'], leastMinimumPercent: most },
      { measures: registered, segments: ['admins'], leastMinimumPercent: each },
    ],
    doesNotProve: [
      'A certification fails where a cloud service offers MFA and one user does not use it; only a minimum of 100 % demands the same.',
      enforcement,
      services,
    ],
    unchecked: 'The title is a summary of what assessors write about this version, not a quotation.',
  },
  {
    ...union,
    framework: 'NIS2',
    edition: 'Directive (EU) 2022/2555',
    key: 'nis2-21-2-j',
    id: 'Article 21(2)(j)',
    title:
      'the use of multi-factor authentication or continuous authentication solutions […] within the entity, where appropriate',
    supportedBy: staffOrAdmins,
    doesNotProve: [enforcement, proportion, guests],
  },
  {
    ...union,
    framework: 'DORA',
    edition: 'Regulation (EU) 2022/2554',
    key: 'dora-9-4-d',
    id: 'Article 9(4)(d)',
    title:
      'implement policies and protocols for strong authentication mechanisms, based on relevant standards and dedicated control systems […]',
    supportedBy: staffOrAdmins,
    doesNotProve: [enforcement, proportion, roles],
  },
]
