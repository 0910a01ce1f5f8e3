import assert from 'node:assert/strict'
import type { Deployment } from '../../policy-pack/deployment.ts'
import { lookAt, policyOf } from '../../policy-pack/look-at-policy.ts'
import { parseRules } from '../../src/config/rules-text.ts'
import { guardOf } from '../../src/gate/guard.ts'
import { prepare } from '../../src/gate/prepare.ts'
import type { Measure } from '../../src/model/measure.ts'
import type { TenantReading } from '../../src/model/tenant-reading.ts'
import { unknownStack } from '../../src/rules/stack.ts'
import { waiverFrom } from '../../src/rules/waiver.ts'
import { noStore } from '../../src/snapshots/baseline-store.ts'
import { azuread, mfa, policy, type Policy } from '../policy-pack/lockout/row.ts'
import { now, snapshotOf } from '../support/make.ts'

interface Row {
  readonly guard: string
  readonly policy?: Policy
  readonly counts?: Partial<Record<Measure, number>>
}

/** What a policy in the plan may come to; of 1,000 users 500 are registered for MFA. */
const kinds = {
  passed: { guard: 'minimum: 50%' },
  below: { guard: 'minimum: 100%' },
  'below, only warns': { guard: 'minimum: 100%, enforcement: advisory' },
  'below, only reports': { guard: 'minimum: 100%', policy: { state: 'enabledForReportingButNotEnforced' } },
  'below, with another way in': {
    guard: 'minimum: 100%',
    policy: { grants: { operator: 'OR', builtInControls: ['mfa', 'compliantDevice'] } },
  },
  'for users by id': { guard: 'minimum: 100%', policy: { users: { includedUsers: ['a'] } } },
  'for users by id, only warns': {
    guard: 'minimum: 100%, onUndetermined: warn',
    policy: { users: { includedUsers: ['a'] } },
  },
  'of a strength of their own': {
    guard: 'minimum: 100%',
    policy: {
      grants: { operator: 'OR', authenticationStrengthPolicyId: '6f1b2c3d-0000-4000-8000-00000000000a' },
    },
  },
  'without the count': { guard: 'minimum: 100%', counts: {} },
  'asks nothing': { guard: 'minimum: 100%', policy: { state: 'disabled' } },
  'not looked at': { guard: 'minimum: 100%, enforcement: disabled' },
} as const satisfies Readonly<Record<string, Row>>
type Kind = keyof typeof kinds
const kindNames = Object.keys(kinds) as readonly Kind[]

const waivers = {
  none: undefined,
  'that covers it': 'created: 2026-11-01, expires: 2027-06-30, covers: [violation, undetermined]',
  'that covers a missing answer alone': 'created: 2026-11-01, expires: 2027-06-30, covers: [undetermined]',
  expired: 'created: 2026-10-01, expires: 2026-11-20, covers: [violation, undetermined]',
} as const
type Waiver = keyof typeof waivers

const below: readonly Kind[] = ['below', 'below, only warns']
const byId: readonly Kind[] = ['for users by id', 'for users by id, only warns']
const open: readonly Kind[] = [
  'below, with another way in',
  ...byId,
  'of a strength of their own',
  'without the count',
]
const planned: readonly Kind[] = open.filter((kind) => kind !== 'without the count')

/** Every sentence of advice, and the kinds of answer that it may be given for, and must, whatever the waiver. */
const advice: readonly { readonly says: RegExp; readonly of: readonly Kind[] }[] = [
  { says: /500 more users must register first\./, of: below },
  {
    says: /To do: have the missing users register at \S+, and leave this policy in report-only mode \(enabledForReportingButNotEnforced\) until they have\./,
    of: below,
  },
  { says: /Users must register; do not lower the minimum\./, of: below },
  {
    says: /To do: have the missing users register, or ask for all controls \(operator AND\)/,
    of: ['below, with another way in'],
  },
  { says: /To do: name a group, all users, guests or directory roles instead/, of: byId },
  {
    says: /To do: add it under strengths of the guard, as a measure/,
    of: ['of a strength of their own'],
  },
  { says: /; until then leave the policy in report-only mode/, of: planned },
  {
    says: /To do: run again later; a missing count does not count as 0/,
    of: ['without the count'],
  },
  { says: /Do not lower the minimum or the level\./, of: open },
]

/** What somebody who deploys such a policy is told: the violation, and the line of a policy that stops nothing. */
async function told(kind: Kind, waiver: Waiver): Promise<string> {
  const row: Row = kinds[kind]
  const given = waivers[waiver]
  const { value: document, locate } = parseRules(
    [
      'rules: [{ id: one, measure: mfaRegistered, minimum: 10% }]',
      `guards: { ca-lockout-guard: { ${row.guard} } }`,
      ...(given === undefined
        ? []
        : [
            'waivers:',
            `  - { rule: ca-lockout-guard, stack: "*/*/*", reason: r, owner: o, ticket: t, ${given} }`,
          ]),
    ].join('\n'),
    'mfa-rules.yaml',
  )
  const list = (document.waivers ?? []).map((entry, index) =>
    waiverFrom(entry, locate(['waivers', String(index)])),
  )
  const loaded = {
    ...{ document, locate, origin: 'mfa-rules.yaml' },
    ...{ waivers: { list, warnDays: 14 }, exclusions: undefined },
  }
  const stack = { ...unknownStack, organization: 'acme', project: 'shop', stack: 'prod' }
  const gate = prepare({ loaded, now, stack, baselines: noStore })
  const guard = guardOf(loaded, gate)
  const found = policyOf(azuread, policy({ grants: mfa, ...row.policy }))
  assert.ok(guard !== undefined && found !== undefined)
  const said: string[] = []
  const deployment = {
    settings: { quiet: false },
    gate: () => gate,
    readFor: async (questions: TenantReading[number]['answers']): Promise<TenantReading> => [
      {
        ...{ source: 'registrationCounts', answers: questions },
        reading: { kind: 'snapshot', snapshot: snapshotOf(1_000, row.counts ?? { mfaRegistered: 500 }) },
      },
    ],
  } as unknown as Deployment
  const violation = await lookAt(found, { urn: 'urn', name: 'mine' }, guard, {
    deployment,
    say: (line) => said.push(line),
    conclude: { guarded: async () => undefined },
  })
  return [violation?.message ?? '', ...said].join('\n')
}

describe('Advice on a Conditional Access policy in a plan', () => {
  for (const waiver of Object.keys(waivers) as readonly Waiver[]) {
    for (const kind of kindNames) {
      it(`is given where it is due, and nowhere else: ${kind}; waiver: ${waiver}`, async () => {
        const text = await told(kind, waiver)
        for (const { says, of } of advice)
          assert.equal(says.test(text), of.includes(kind), `${says.source}\n${text}`)
        for (const [line] of text.matchAll(/^To do: .*$/gm))
          assert.ok(
            advice.some(({ says }) => says.test(line)),
            `has no row: ${line}`,
          )
      })
    }
  }
})
