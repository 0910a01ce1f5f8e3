import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadScenario, startTenant } from '../../src/simulator/tenant/index.ts'
import { runCli } from '../support/run-cli.ts'

interface Row {
  readonly title: string
  readonly permissions: string
  readonly more?: string
  readonly rules: string
  readonly says: readonly RegExp[]
  readonly never?: RegExp
  readonly exitCode: 0 | 3
}

const methods = 'rules: [{id: one, measure: phishingResistant, minimum: 50%}]'
const registered = 'rules: [{id: one, measure: mfaRegistered, minimum: 50%}]'
const both = '[AuditLog.Read.All, User.Read.All]'

const rows: readonly Row[] = [
  {
    title: 'asks an app for the one permission that rules on methods need, and for no other',
    permissions: '[User.Read.All]',
    rules: methods,
    says: [
      /- permission Reports\.Read\.All: the rules ask for nothing that the count report has/,
      /✗ permission AuditLog\.Read\.All: the token lacks it, and the rules need a report that only this permission opens/,
      /-AppRoleId b0afded3-3588-46d8-8b3d-9842eff778da/,
      /- methods: not known, as no list of methods was read/,
      /✗ decision: /,
    ],
    never: /count report: |230c1aed/,
    exitCode: 3,
  },
  {
    title: 'tells so also an app that may read the count report',
    permissions: '[Reports.Read.All]',
    rules: 'rules: [{id: one, measure: mfaRegistered, segment: admins, minimum: 50%}]',
    says: [/✗ permission AuditLog\.Read\.All: /, /✗ decision: /],
    exitCode: 3,
  },
  {
    title: 'asks for no more where the count report will do',
    permissions: '[Reports.Read.All]',
    rules: registered,
    says: [
      /- permission AuditLog\.Read\.All: the token lacks it; the count report, which the rules need, is read without it\./,
      /✓ decision/,
    ],
    never: /methods|completeness|sign-ins|User\.Read\.All/,
    exitCode: 0,
  },
  {
    title: 'says that every value is classified',
    permissions: both,
    rules: methods,
    more: 'users: {mix: {key: 60, phone: 20}}',
    says: [/✓ methods: every value of methodsRegistered is classified, of 100 users\./, /✓ decision/],
    exitCode: 0,
  },
  {
    title:
      'warns of values that are not classified, and of users without a list, also where the answer stands',
    permissions: both,
    rules: methods,
    more: 'users: {mix: {key: 60, bare: 3, unreadable: 2}}',
    says: [
      /! methods: x509Certificate is not classified \(3 users\), no list of methods that can be read \(2 users\)\./,
      /as with methods: \{x509Certificate: phone\}/,
      /✓ decision: a check would reach an answer for 1 rule/,
    ],
    exitCode: 0,
  },
  {
    title: 'heeds what the rules document says of a value',
    permissions: both,
    rules: `methods: {x509Certificate: phone}\n${methods}`,
    more: 'users: {mix: {key: 60, bare: 3}}',
    says: [/✓ methods: /],
    exitCode: 0,
  },
  {
    title: 'names the permission that completeness needs, with the commands that grant it',
    permissions: '[Reports.Read.All]',
    rules: `completeness: usersCount\n${registered}`,
    says: [
      /✗ permission User\.Read\.All: the token lacks it, and completeness: usersCount in the rules document needs it/,
      /appRoleId\\":\\"df021288-bdef-4463-88db-98f22de89214/,
      /- completeness: not known, as users\/\$count did not answer/,
      /✗ decision: /,
    ],
    exitCode: 3,
  },
  {
    title: 'names what groups, new and unlicensed accounts need, each permission once',
    permissions: '[AuditLog.Read.All]',
    rules:
      'completeness: usersCount\nexclusions: {accounts: [{kind: joiners, days: 3, reason: abc}, {kind: unlicensed, reason: abc}, {kind: group, group: 11111111-0000-4000-8000-000000000000, reason: abc}]}\nrules: [{id: one, measure: mfaRegistered, minimum: 50%, segment: {group: 11111111-0000-4000-8000-000000000000}}]',
    says: [
      /✗ permission User\.Read\.All: the token lacks it, and completeness: usersCount and the exclusion of joiners and the exclusion of unlicensed accounts in the rules document need it/,
      /✗ permission GroupMember\.Read\.All: the token lacks it, and the segment of a group and the exclusion of a group in the rules document need it/,
      /appRoleId\\":\\"98830695-27a2-44f7-8c18-0c3ebc9698f6/,
      /✗ decision: /,
    ],
    exitCode: 3,
  },
  {
    title: 'names what roles need',
    permissions: '[AuditLog.Read.All]',
    rules: 'rules: [{id: one, measure: mfaRegistered, minimum: 50%, segment: {privilegedRoles: eligible}}]',
    says: [
      /✗ permission GroupMember\.Read\.All: .*the segment of roles, which groups may have,/,
      /✗ permission RoleManagement\.Read\.Directory: the token lacks it, and the segment of roles in the rules document needs it/,
      /483bed4a-2ad3-4361-a73b-c83ccdbdc53c/,
      /✗ permission RoleEligibilitySchedule\.Read\.Directory: /,
      /ff278e11-4a33-4d0c-83d2-d01dc58929a5/,
    ],
    exitCode: 3,
  },
  {
    title: 'says that a group can be read',
    permissions: '[AuditLog.Read.All, GroupMember.Read.All]',
    more: 'groups: [{id: 11111111-0000-4000-8000-000000000000, users: 90}]\nusers: {}',
    rules:
      'rules: [{id: one, measure: mfaRegistered, minimum: 5%, segment: {group: 11111111-0000-4000-8000-000000000000}}]',
    says: [
      /✓ permission GroupMember\.Read\.All: the token holds it, for the segment of a group/,
      /✓ decision: a check would reach an answer for 1 rule/,
    ],
    exitCode: 0,
  },
  {
    title: 'says that the report is complete',
    permissions: '[Reports.Read.All, User.Read.All]',
    rules: `completeness: usersCount\n${registered}`,
    says: [
      /✓ permission User\.Read\.All: /,
      /✓ completeness: users\/\$count has 100 enabled accounts, and the report 100 users\./,
    ],
    exitCode: 0,
  },
  {
    title: 'warns of accounts that are in no row',
    permissions: '[Reports.Read.All, User.Read.All]',
    more: 'enabledAccounts: 103',
    rules: `completeness: usersCount\n${registered}`,
    says: [
      /! completeness: users\/\$count has 103 enabled accounts, and the report 100 users: 3 are missing in the report\./,
      /✓ decision: /,
    ],
    exitCode: 0,
  },
  {
    title: 'says how many sign-ins used MFA',
    permissions: '[Reports.Read.All, AuditLog.Read.All]',
    rules: `enforcement: show\n${registered}`,
    says: [/✓ sign-ins: Of yesterday's sign-ins .* 80\.00 % used MFA/],
    exitCode: 0,
  },
  {
    title: 'warns where that cannot be read, and decides all the same',
    permissions: '[Reports.Read.All]',
    rules: `enforcement: show\n${registered}`,
    says: [
      /! permission AuditLog\.Read\.All: .* is read without it, but enforcement: show needs it\.\n +Grant AuditLog/,
      /! sign-ins: .*could not be read: the app lacks the permission AuditLog\.Read\.All/,
      /✓ decision/,
    ],
    exitCode: 0,
  },
  {
    title: 'says once that the guard needs what the rules do not, with the commands that grant it',
    permissions: '[Reports.Read.All]',
    rules: `guards: {ca-lockout-guard: {minimum: "100%"}}\n${registered}`,
    says: [
      /! permission AuditLog\.Read\.All: .* is read without it, but the guard ca-lockout-guard needs it\.\n +Grant AuditLog/,
      /! guard ca-lockout-guard: .*\n +To do: grant AuditLog\.Read\.All, as the step of that permission says\./,
      /✓ decision/,
    ],
    never: /Grant AuditLog[^]*Grant AuditLog/,
    exitCode: 0,
  },
  {
    title: 'names how to grant what Graph refuses although the token holds it',
    permissions: '[Reports.Read.All]',
    more: 'faults: [{on: report, kind: permission-403}]',
    rules: registered,
    says: [
      /✓ permission Reports\.Read\.All: /,
      /✗ decision: the app may not read the report .*[^]*-AppRoleId 230c1aed-a721-4c5d-9cb4-a90514e508ef/,
    ],
    exitCode: 3,
  },
]

describe('What the doctor finds of methods, completeness and sign-ins', () => {
  for (const { title, permissions, more = '', rules, says, never, exitCode } of rows) {
    it(title, async () => {
      const scenario = `population: 100\ncounts: {mfaRegistered: 80}\npermissions: ${permissions}\n${more}`
      await using tenant = await startTenant(loadScenario(scenario))
      const cwd = mkdtempSync(join(tmpdir(), 'mfa-gate-doctor-'))
      try {
        writeFileSync(join(cwd, 'rules.yaml'), rules)
        const ran = await runCli(['doctor', '--rules', 'rules.yaml'], tenant.environment, { cwd })
        for (const piece of says) assert.match(ran.stdout, piece)
        if (never !== undefined) assert.doesNotMatch(ran.stdout, never)
        assert.equal(ran.exitCode, exitCode, ran.stdout)
      } finally {
        rmSync(cwd, { recursive: true })
      }
    })
  }
})
