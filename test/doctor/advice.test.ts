import assert from 'node:assert/strict'
import { clouds } from '../../src/config/cloud.ts'
import { loadExclusions } from '../../src/config/exclusions.ts'
import { parseRules } from '../../src/config/rules-text.ts'
import { contextItems } from '../../src/doctor/context-items.ts'
import { clockItem } from '../../src/doctor/examine.ts'
import { guardItem } from '../../src/doctor/guard-item.ts'
import type { Item } from '../../src/doctor/item.ts'
import { countPermission, detailsPermission, directoryPermissions } from '../../src/doctor/permissions.ts'
import { decisionItem, readingItems } from '../../src/doctor/reading-items.ts'
import { assess } from '../../src/gate/assess.ts'
import { prepare } from '../../src/gate/prepare.ts'
import type { Attempt } from '../../src/model/could-not-read.ts'
import type { Snapshot } from '../../src/model/snapshot.ts'
import { unknownStack } from '../../src/rules/stack.ts'
import { noWaivers } from '../../src/rules/waiver.ts'
import type { TokenClaims } from '../../src/schemas/token-claims.ts'
import { noStore } from '../../src/snapshots/baseline-store.ts'
import { inputOf, methodReading } from '../report/sample.ts'
import { now, readingsOf, snapshotOf } from '../support/make.ts'

const graph = 'https://graph.microsoft.com'
const claimsOf = (more: object) =>
  ({ tid: 'one', appid: 'app', aud: graph, ...more }) as unknown as TokenClaims
const directory = [
  ...['User.Read.All', 'GroupMember.Read.All', 'RoleManagement.Read.Directory'],
  'RoleEligibilitySchedule.Read.Directory',
]

const tokens = {
  'of an app without permissions': claimsOf({ roles: [] }),
  'of an app for counts': claimsOf({ roles: ['Reports.Read.All'] }),
  'of an app for users': claimsOf({ roles: ['AuditLog.Read.All'] }),
  'of an app for everything': claimsOf({ roles: ['Reports.Read.All', 'AuditLog.Read.All', ...directory] }),
  'of a signed-in tool': claimsOf({ scp: 'User.Read' }),
} as const
type Token = keyof typeof tokens
const tokenNames = Object.keys(tokens) as readonly Token[]

/** Rules, and the permissions that they need besides that of a report. */
const rules = {
  'on counts': 'rules: [{id: one, measure: mfaRegistered, minimum: 50%}]',
  'on admins': 'rules: [{id: one, measure: mfaRegistered, segment: admins, minimum: 50%}]',
  'on a group':
    'rules: [{id: one, measure: mfaRegistered, segment: {group: 11111111-2222-4333-8444-555555555555}, minimum: 50%}]',
  'on roles':
    'rules: [{id: one, measure: mfaRegistered, segment: {privilegedRoles: eligible}, minimum: 50%}]',
  'without joiners':
    'exclusions: {accounts: [{kind: joiners, days: 7, reason: first week}]}\nrules: [{id: one, measure: mfaRegistered, minimum: 50%}]',
  'with completeness': 'completeness: usersCount\nrules: [{id: one, measure: mfaRegistered, minimum: 50%}]',
  'with the guard':
    'guards: {ca-lockout-guard: {minimum: 100%}}\nrules: [{id: one, measure: mfaRegistered, minimum: 50%}]',
} as const
type Rules = keyof typeof rules
const ruleNames = Object.keys(rules) as readonly Rules[]

const byUser: readonly Rules[] = ['on admins', 'on a group', 'on roles', 'without joiners']
const byCount = ruleNames.filter((name) => !byUser.includes(name))
const withoutCounts: readonly Token[] = ['of an app without permissions']
const withoutUsers: readonly Token[] = [...withoutCounts, 'of an app for counts']
const withoutDirectory: readonly Token[] = [...withoutUsers, 'of an app for users']

interface Advice {
  readonly says: RegExp
  /** What it is given for, and must be: tokens and rules, each with each. */
  readonly of: readonly (readonly [readonly Token[], readonly Rules[]])[]
}

const grant = (permission: string): RegExp =>
  new RegExp(`^Grant ${permission} \\(application permission\\) once, as an administrator`)

const advice: readonly Advice[] = [
  { says: grant('Reports.Read.All'), of: [[withoutCounts, byCount]] },
  { says: grant('AuditLog.Read.All'), of: [[withoutUsers, [...byUser, 'with the guard']]] },
  { says: grant('User.Read.All'), of: [[withoutDirectory, ['without joiners', 'with completeness']]] },
  { says: grant('GroupMember.Read.All'), of: [[withoutDirectory, ['on a group', 'on roles']]] },
  { says: grant('RoleManagement.Read.Directory'), of: [[withoutDirectory, ['on roles']]] },
  { says: grant('RoleEligibilitySchedule.Read.Directory'), of: [[withoutDirectory, ['on roles']]] },
  {
    says: /^To do: grant AuditLog\.Read\.All, as the step of that permission says\./,
    of: [[[...withoutUsers, 'of a signed-in tool'], ['with the guard']]],
  },
  {
    says: /^Sign in as an app or a managed identity that has it; docs\/sign-in\.md shows how\./,
    of: [[['of a signed-in tool'], ruleNames]],
  },
]

function permissionItems(token: Token, name: Rules): readonly Item[] {
  const { value: document, locate } = parseRules(rules[name], 'mfa-rules.yaml')
  const exclusions = loadExclusions(document.exclusions, '.')
  const loaded = { document, locate, origin: 'mfa-rules.yaml', waivers: noWaivers, exclusions }
  const { inquiry } = prepare({ loaded, now, stack: unknownStack, baselines: noStore })
  const claims = tokens[token]
  const guard = guardItem(document, claims)
  return [
    countPermission(claims, clouds.public, inquiry),
    detailsPermission(claims, clouds.public, inquiry, guard === undefined ? [] : ['the guard']),
    ...directoryPermissions(claims, clouds.public, inquiry),
    ...(guard === undefined ? [] : [guard]),
  ]
}

/** The lines of advice that are no command. */
const advised = (items: readonly Item[]): readonly string[] =>
  items.flatMap(({ todo }) => todo).filter((line) => /^(Grant|To do|Sign in|Set|Say) /.test(`${line} `))

describe('What doctor advises on permissions', () => {
  for (const token of tokenNames) {
    for (const name of ruleNames) {
      it(`is said where it is due, and nowhere else: a token ${token}, rules ${name}`, () => {
        const items = permissionItems(token, name)
        const lines = items.flatMap(({ todo }) => todo)
        for (const { says, of } of advice) {
          const isDue = of.some(([of, by]) => of.includes(token) && by.includes(name))
          assert.equal(
            lines.some((line) => says.test(line)),
            isDue,
            `${says.source}\n${lines.join('\n')}`,
          )
        }
        for (const line of advised(items))
          assert.ok(
            advice.some(({ says }) => says.test(line)),
            `has no row: ${line}`,
          )
      })
    }
  }
})

const failed = (reason: object) => ({ reason }) as unknown as Attempt<Snapshot>
const report = (came: Attempt<Snapshot>): readonly Item[] =>
  readingItems(came, tokens['of an app for counts'], clouds.public)
const decided = async (document: string): Promise<readonly Item[]> => [
  decisionItem((await inputOf(document)).assessment),
]
const methods = 'rules: [{id: one, measure: phishingResistant, minimum: 50%}]'
const context = async (document: string): Promise<readonly Item[]> => {
  const { value, locate } = parseRules(document, 'mfa-rules.yaml')
  const loaded = { document: value, locate, origin: 'r', waivers: noWaivers, exclusions: undefined }
  const gate = prepare({ loaded, now, stack: unknownStack, baselines: noStore })
  const { readings } = await assess(gate, async () => readingsOf(methodReading))
  return contextItems(readings, gate.inquiry)
}

/** Each step of the checklist in each state that it can have, and the whole of its advice. */
const steps: readonly (readonly [
  what: string,
  items: () => readonly Item[] | Promise<readonly Item[]>,
  state: Item['state'],
  says: readonly RegExp[],
])[] = [
  ['a clock that is right', () => [clockItem(now, now)], 'ok', []],
  ['a clock that nobody compared', () => [clockItem(now, undefined)], 'skipped', []],
  [
    'a clock that is wrong',
    () => [clockItem(now, new Date(0))],
    'failed',
    [/^Set the clock of this machine, best by NTP\.$/],
  ],
  ['a report that answers', () => report({ value: snapshotOf(10, {}) }), 'ok', []],
  [
    'a tenant without a licence',
    () => report(failed({ code: 'licence-missing', graphCode: 'x' })).slice(0, 1),
    'failed',
    [/^To do: the report needs P1 or P2;/],
  ],
  [
    'a licence that Graph could not check',
    () => report(failed({ code: 'directory-read-missing', graphCode: 'x' })).slice(0, 1),
    'failed',
    [/^To do: grant it the application permission Directory\.Read\.All/, grant('Directory.Read.All')],
  ],
  [
    'a report that is throttled',
    () => report(failed({ code: 'throttled', status: 429, attempts: 3 })).slice(1),
    'failed',
    [/^To do: run again later; where many checks share the app registration/],
  ],
  ['a rule that passes', () => decided('rules: [{id: one, measure: mfaRegistered, minimum: 10%}]'), 'ok', []],
  [
    'a rule below the minimum, which is an answer',
    () => decided('rules: [{id: one, measure: mfaRegistered, minimum: 95%}]'),
    'ok',
    [],
  ],
  [
    'a rule that is disabled',
    () => decided('rules: [{id: one, measure: mfaRegistered, minimum: 10%, enforcement: disabled}]'),
    'skipped',
    [],
  ],
  [
    'a rule that could not be determined',
    () => decided('rules: [{id: one, measure: ssprRegistered, minimum: 10%}]'),
    'failed',
    [/^To do: run again later; a missing count does not count as 0\.$/],
  ],
  [
    'values that are not classified',
    () => context(methods),
    'warning',
    [
      /^Say in the rules document what kind of method it is, as with methods: /,
      /^If an answer depends on these users, it is “could not determine”\.$/,
    ],
  ],
  [
    'accounts without a row',
    async () => (await context(`completeness: usersCount\n${methods}`)).slice(1),
    'warning',
    [/^They are counted both ways; /, /^New accounts appear in the report late: /],
  ],
]

describe('What doctor advises on a step', () => {
  for (const [what, itemsOf, state, says] of steps) {
    it(`is said where it is due, and nowhere else: ${what}`, async () => {
      const items = await itemsOf()
      for (const item of items) assert.equal(item.state, state, item.says)
      const lines = items.flatMap(({ todo }) => todo)
      const plain = says.some(({ source }) => source.startsWith('^Grant'))
        ? lines.slice(0, says.length)
        : lines
      assert.equal(plain.length, says.length, lines.join('\n'))
      for (const [index, one] of says.entries()) assert.match(plain[index] ?? '', one)
    })
  }

  it('is nothing where a step is done or not needed, and something where it failed', () => {
    for (const token of tokenNames)
      for (const name of ruleNames)
        for (const { state, todo, says } of permissionItems(token, name))
          assert.equal(todo.length > 0, state === 'failed' || state === 'warning', says)
  })
})
