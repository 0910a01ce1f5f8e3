const head = (name: string): string =>
  `# yaml-language-server: $schema=./node_modules/entra-mfa-gate/docs/schemas/mfa-rules.schema.json
# Rules of entra-mfa-gate, started from the preset ${name}. Check this file with: mfa-gate rules validate mfa-rules.yaml
# Registered is not enforced: what these rules support and do not prove is in docs/controls.md.
`

/** Rules documents to begin with, by the name that \`--preset\` takes. Dates and numbers are theirs to change. */
export const presets = {
  'sms-retirement': `${head('sms-retirement')}
# Microsoft ends its own delivery of SMS and voice in the public cloud; users who have nothing else must register a passkey
# before they can go on. Source, read in November 2026: MicrosoftDocs/entra-docs, concept-sms-voice-retirement.md of
# 10 June 2026: users are enabled for passkeys from 1 September 2026, and SMS and voice end after 1 February 2027. A tracker
# gave 1 July 2027 for Global Administrators and external users. Dates move: look again, and change the steps here.
# Not concerned: methods that a telecom provider of your own delivers (to be configured from 30 October 2026), and other
# clouds, which follow later.
source: registrationDetails
rules:
  - id: not-by-phone-only
    measure: notPhoneOnly
    segment: members
    description: Members can go on when Microsoft ends SMS and voice; those of a telecom provider of your own may stay.
    minimum:
      - { from: 2026-09-01, minimum: "50%" }
      - { from: 2026-12-01, minimum: "80%" }
      - { from: 2027-01-15, minimum: "95%" }
      - { from: 2027-02-01, minimum: "100%" }
    warnDays: 120
  - id: admins-not-by-phone-only
    measure: notPhoneOnly
    segment: admins
    minimum: "100%"
    severity: critical
`,
  cis: `${head('cis')}
# CIS Microsoft 365 Foundations Benchmark v7.0.0 (May 2026): 5.2.3.4 asks for every member user to be MFA capable, and
# 5.2.2.5 for phishing-resistant MFA of administrators, for which registration has to come first.
source: registrationDetails
rules:
  - id: members-mfa-capable
    measure: mfaCapable
    segment: members
    minimum: "100%"
  - id: admins-phishing-resistant
    measure: phishingResistant
    segment: admins
    minimum: "100%"
    severity: critical
`,
  scuba: `${head('scuba')}
# CISA SCuBA, baseline for Microsoft Entra ID (June 2023, and version 2 of 2025): MS.AAD.3.1v1 and 3.6v1 (phishing-resistant MFA, for which synced passkeys do not
# count), 3.2v2 (MFA for all) and 3.5v2 (no SMS, voice or codes by mail). All of them ask that MFA is enforced.
source: registrationDetails
rules:
  - id: strong-method
    measure: strongMethod
    minimum: "100%"
  - id: not-by-phone-only
    measure: notPhoneOnly
    minimum: "100%"
  - id: phishing-resistant
    measure: phishingResistantDeviceBound
    minimum: "90%"
    enforcement: advisory
  - id: admins-phishing-resistant
    measure: phishingResistantDeviceBound
    segment: admins
    minimum: "100%"
    severity: critical
`,
  'essential-eight': `${head('essential-eight')}
# Essential Eight, maturity model of November 2023: level one asks for MFA of users of online services, levels two and
# three that it is phishing-resistant.
source: registrationDetails
rules:
  - id: members-strong-method
    measure: strongMethod
    segment: members
    minimum: "100%"
  - id: members-phishing-resistant
    measure: phishingResistant
    segment: members
    minimum: "100%"
    enforcement: advisory
`,
  'cyber-essentials': `${head('cyber-essentials')}
# Cyber Essentials, Requirements for IT Infrastructure v3.3 (27 April 2026): MFA on every cloud service, for all users.
source: registrationDetails
rules:
  - id: strong-method
    measure: strongMethod
    minimum: "100%"
`,
} as const

export type Preset = keyof typeof presets

export const presetNames = Object.keys(presets) as readonly Preset[]
