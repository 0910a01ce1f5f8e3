/** One document, several stacks: what `pulumi preview` and `mfa-gate check` must both make of it. */
export interface StackScenario {
  readonly title: string
  readonly stack: 'dev' | 'staging' | 'prod'
  readonly registered: number
  readonly outcome: 'passes' | 'warns' | 'refuses'
  /** Said by preview and check alike. */
  readonly says: readonly string[]
  readonly saysNot?: readonly string[]
}

export const population = 1_000

/** Waived until a day that this list may well live to see: then move it. */
export const stackRules = `rules:
  - id: mfa-registered
    measure: mfaRegistered
    minimum:
      - { from: 2020-01-01, minimum: 60% }
      - { from: 2999-01-01, minimum: 99% }
stacks:
  - stack: "*/*/prod"
    minimum: 95%
  - stack: "organization/e2e/dev"
    enforcement: advisory
waivers:
  - rule: mfa-registered
    stack: "*/e2e/staging"
    reason: Registration campaign
    owner: platform@acme.example
    ticket: SEC-1
    created: 2026-01-01
    expires: 2998-12-31
`

export const stackScenarios: readonly StackScenario[] = [
  {
    title: 'prod needs more than the rule says, by its own line',
    stack: 'prod',
    registered: 700,
    outcome: 'refuses',
    says: [
      'Below the minimum: 700 of 1,000 users (70.00 %) are registered for MFA, 95 % required.',
      'Decided by rules.yaml:9: 95 %.',
    ],
  },
  {
    title: 'dev passes with the same numbers',
    stack: 'dev',
    registered: 700,
    outcome: 'passes',
    says: [],
    saysNot: ['Below'],
  },
  {
    title: 'dev is warned below the step in force, and the next is named',
    stack: 'dev',
    registered: 599,
    outcome: 'warns',
    says: [
      'Below the minimum: 599 of 1,000 users (59.90 %) are registered for MFA, 60 % required.',
      'Next step: 99 % from 2999-01-01 (rules.yaml:6), in ',
      'Decided by rules.yaml:5: 60 % since 2020-01-01, advisory by rules.yaml:11.',
    ],
  },
  {
    title: 'a waived violation is shown and goes on',
    stack: 'staging',
    registered: 599,
    outcome: 'warns',
    says: [
      'Waived: Below the minimum: 599 of 1,000 users (59.90 %) are registered for MFA, 60 % required.',
      'Waived by platform@acme.example, SEC-1 (rules.yaml:13) until 2998-12-31 (UTC, inclusive; ',
      'Reason: Registration campaign.',
      '1 more user must register.',
    ],
  },
  {
    title: 'a waiver of staging is none of prod',
    stack: 'prod',
    registered: 599,
    outcome: 'refuses',
    says: ['351 more users must register.'],
    saysNot: ['Waived'],
  },
]
