import type { Measure } from '../posture/measure.ts'
import type { Control } from './control.ts'
import { limits } from './limits.ts'

const { guests, phishing, passwordless, roles, enforcement } = limits

/** Registered for MFA, or more than that. */
const mfa: readonly Measure[] = ['mfaRegistered', 'mfaCapable']

/** Where a control says "all users" or names a group: below nine of ten nobody would call it that. */
const most = 90

/** Where it is about privileged accounts, of which there are few: one without MFA is one too many. */
const each = 100

/** Where it asks for a practice, of which a ratio is one sign among others. */
const half = 50

/** Numbers and titles as published; the editions say where. docs/controls.md shows the same. */
export const controls: readonly Control[] = [
  {
    key: 'cis-m365-5.2.3.4',
    framework: 'CIS Microsoft 365 Foundations Benchmark',
    edition: 'v6.0.0; the same number since v4.0.0',
    id: '5.2.3.4',
    title: "Ensure all member users are 'MFA capable'",
    supportedBy: [{ measures: mfa, segments: ['members', 'all'], leastMinimumPercent: most }],
    strength: 'supports',
    doesNotProve: [
      'The recommendation asks for every member; only a rule on members with mfaCapable and a minimum of 100 % asks the same.',
      'mfaRegistered is less than capable: a registered method may not be allowed by the authentication methods policy.',
    ],
  },
  {
    key: 'scuba-aad-3.1',
    framework: 'CISA SCuBA, M365 baseline for Microsoft Entra ID',
    edition: 'MS.AAD.3.1v1',
    id: 'MS.AAD.3.1',
    title: 'Phishing-resistant MFA SHALL be enforced for all users.',
    supportedBy: [{ measures: ['passwordlessCapable'], segments: ['all'], leastMinimumPercent: most }],
    strength: 'supports',
    doesNotProve: [enforcement, passwordless],
  },
  {
    key: 'scuba-aad-3.2',
    framework: 'CISA SCuBA, M365 baseline for Microsoft Entra ID',
    edition: 'MS.AAD.3.2v1; v2 in later releases',
    id: 'MS.AAD.3.2',
    title:
      'If phishing-resistant MFA has not been enforced, an alternative MFA method SHALL be enforced for all users.',
    supportedBy: [{ measures: mfa, segments: ['all'], leastMinimumPercent: most }],
    strength: 'supports',
    doesNotProve: [enforcement, guests],
  },
  {
    key: 'scuba-aad-3.6',
    framework: 'CISA SCuBA, M365 baseline for Microsoft Entra ID',
    edition: 'MS.AAD.3.6v1',
    id: 'MS.AAD.3.6',
    title: 'Phishing-resistant MFA SHALL be required for highly privileged roles.',
    supportedBy: [{ measures: ['passwordlessCapable'], segments: ['admins'], leastMinimumPercent: each }],
    strength: 'supports',
    doesNotProve: [
      enforcement,
      passwordless,
      'Admins are users with any role of Microsoft Entra, not only the highly privileged ones that the baseline lists.',
    ],
  },
  {
    key: 'nist-ia-2-1',
    framework: 'NIST SP 800-53',
    edition: 'Revision 5, release 5.2.0',
    id: 'IA-2(1)',
    title: 'Multi-factor Authentication to Privileged Accounts',
    supportedBy: [{ measures: mfa, segments: ['admins'], leastMinimumPercent: each }],
    strength: 'supports',
    doesNotProve: [roles, `${phishing} FedRAMP demands that they are.`],
  },
  {
    key: 'nist-ia-2-2',
    framework: 'NIST SP 800-53',
    edition: 'Revision 5, release 5.2.0',
    id: 'IA-2(2)',
    title: 'Multi-factor Authentication to Non-privileged Accounts',
    supportedBy: [{ measures: mfa, segments: ['nonAdmins', 'members', 'all'], leastMinimumPercent: most }],
    strength: 'supports',
    doesNotProve: [guests, `${phishing} FedRAMP demands that they are.`],
  },
  {
    key: 'iso-27001-a.8.5',
    framework: 'ISO/IEC 27001',
    edition: '2022, Annex A',
    id: 'A.8.5',
    title: 'Secure authentication',
    supportedBy: [
      {
        measures: [...mfa, 'passwordlessCapable'],
        segments: ['all', 'members', 'nonAdmins', 'admins', 'guests'],
        leastMinimumPercent: half,
      },
    ],
    strength: 'supports',
    doesNotProve: [
      'The control covers technologies and procedures of authentication as the access policy demands them; registration is one indicator among them.',
    ],
  },
  ...pciDss(),
  {
    key: 'cmmc-ia-3.5.3',
    framework: 'CMMC',
    edition: '2.0, Level 2 (NIST SP 800-171 Revision 2, 3.5.3)',
    id: 'IA.L2-3.5.3',
    title: 'Multifactor Authentication',
    supportedBy: [
      { measures: mfa, segments: ['admins'], leastMinimumPercent: each },
      { measures: mfa, segments: ['nonAdmins', 'members', 'all'], leastMinimumPercent: most },
    ],
    strength: 'supports',
    doesNotProve: [
      'The practice asks for local access to privileged accounts too, such as the console of a server, of which Entra knows nothing.',
      roles,
    ],
  },
]

function pciDss(): readonly Control[] {
  const common = { framework: 'PCI DSS', edition: 'v4.0.1', strength: 'supports' } as const
  const scope =
    'The requirement is about access into the cardholder data environment; whether these users can reach it, and through Entra, is not seen.'
  return [
    {
      ...common,
      key: 'pci-dss-8.4.1',
      id: '8.4.1',
      title:
        'MFA is implemented for all non-console access into the CDE for personnel with administrative access.',
      supportedBy: [{ measures: mfa, segments: ['admins'], leastMinimumPercent: each }],
      doesNotProve: [scope, roles],
    },
    {
      ...common,
      key: 'pci-dss-8.4.2',
      id: '8.4.2',
      title: 'MFA is implemented for all non-console access into the CDE.',
      supportedBy: [{ measures: mfa, segments: ['all', 'members', 'nonAdmins'], leastMinimumPercent: most }],
      doesNotProve: [scope, guests],
    },
    {
      ...common,
      key: 'pci-dss-8.4.3',
      id: '8.4.3',
      title:
        "MFA is implemented for all remote access originating from outside the entity's network that could access or impact the CDE.",
      supportedBy: [
        { measures: mfa, segments: ['all', 'members', 'nonAdmins', 'guests'], leastMinimumPercent: most },
      ],
      doesNotProve: [scope, guests],
    },
    {
      ...common,
      key: 'pci-dss-8.5',
      id: '8.5',
      title: 'Multi-factor authentication (MFA) systems are configured to prevent misuse.',
      supportedBy: [
        { measures: ['mfaCapable'], segments: ['all', 'members', 'nonAdmins'], leastMinimumPercent: most },
        { measures: ['mfaCapable'], segments: ['admins'], leastMinimumPercent: each },
      ],
      doesNotProve: [
        'The requirement is about the MFA system itself: no replay, no bypass without a documented, time-limited exception, two different types of factors, success of all before access. Of these a ratio shows only that users have factors the tenant allows.',
      ],
    },
  ]
}
