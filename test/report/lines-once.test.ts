import assert from 'node:assert/strict'
import { violationsOf } from '../../policy-pack/violations.ts'
import { assess } from '../../src/gate/assess.ts'
import type { Reading } from '../../src/model/snapshot.ts'
import { formats } from '../../src/report/formats/formats.ts'
import { findingsOf } from '../../src/report/findings.ts'
import { tasksOf } from '../../src/report/html/tenant/todo.ts'
import { reportOfCheck } from '../../src/report/report.ts'
import { reportOf } from '../../src/report/report-of.ts'
import { statementOf } from '../../src/report/statement.ts'
import { context, readingsOf, ruleOf, snapshotOf } from '../support/make.ts'
import { audit } from './html/sample-pages.ts'

const rules = [
  ruleOf({ id: 'everybody' }),
  ruleOf({ id: 'most', minimum: '80%', enforcement: 'advisory' }),
  ruleOf({ id: 'admins', segment: 'admins', minimum: '100%' }),
  ruleOf({ id: 'guests', segment: 'guests', minimum: '60%' }),
  ruleOf({ id: 'capable', measure: 'mfaCapable', minimum: '90%' }),
]
const segment = (population: number, registered: number) => ({
  population,
  counts: { mfaRegistered: registered, mfaCapable: registered },
})
const low = snapshotOf(100, { mfaRegistered: 33, mfaCapable: 30 })
const counted = {
  kind: 'snapshot',
  snapshot: {
    ...low,
    segments: { admins: segment(10, 9), guests: segment(20, 3) },
    provenance: {
      ...low.provenance,
      source: 'registrationDetails',
      endpoint: 'https://graph.microsoft.com/v1.0/reports/authenticationMethods/userRegistrationDetails',
    },
  },
} as unknown as Reading
const forbidden: Reading = {
  kind: 'undetermined',
  reason: { code: 'permission-missing', permission: 'AuditLog.Read.All', graphCode: 'Forbidden' },
}

async function assessmentOf(reading: Reading) {
  return assess({ ...context, rules }, async () => readingsOf(reading))
}

const times = (text: string, pattern: RegExp): number => text.match(new RegExp(pattern, 'g'))?.length ?? 0

describe('five rules of one tenant that fail', () => {
  it('name tenant, source and remedy once in Pulumi, and each its own answer', async () => {
    const { verdicts } = await assessmentOf(counted)
    const messages = violationsOf(verdicts).map((violation) => violation?.message ?? '')
    assert.equal(messages.length, 5)
    for (const message of messages) assert.match(message, /^Below the minimum: \d/)
    const all = messages.join('\n')
    assert.equal(times(all, /Tenant 0b1c2d3e/), 1)
    assert.equal(times(all, /Source: v1\.0/), 1)
    assert.equal(times(all, /To do: have the missing users register/), 1)
    assert.equal(times(all, /To do: allow the missing users/), 1, 'another remedy is another thing to do')
    assert.equal(messages[2]?.split('\n').at(-1), 'Tenant and source, to do: as for everybody.')
    assert.deepEqual(messages[1]?.split('\n').slice(1), [
      '47 more users must register.',
      'Tenant and source, to do: as for everybody.',
    ])
  })

  it('have one thing to do where one permission is missing: in Pulumi, its line, text, Markdown, audit and page', async () => {
    const assessment = await assessmentOf(forbidden)
    const todo = /grant it the application permission AuditLog\.Read\.All/i
    const messages = violationsOf(assessment.verdicts).map((violation) => violation?.message ?? '')
    assert.equal(times(messages.join('\n'), todo), 1)
    for (const message of messages.slice(1))
      assert.match(message, /^Could not determine: [^\n]+\nTo do: as for everybody\.$/)
    const report = reportOfCheck(reportOf({ assessment, version: '0' }))
    const asked = { asked: rules, documented: rules, rulesOrigin: 'r', tenantsCompared: true }
    const line = statementOf({ report, ...asked })
    assert.match(line, /: everybody, most, admins, guests, capable: could not determine: /)
    assert.equal(times(line, /the app may not read the report/), 1)
    for (const name of ['text', 'markdown'] as const) {
      const render = await formats[name].load()
      assert.equal(times(render([report], {}), todo), 1, name)
    }
    assert.equal(times((await formats.text.load())([report], { audit }), todo), 1, 'audit')
    const tasks = tasksOf(findingsOf(report), [])
    assert.equal(tasks.length, 1)
    assert.match(tasks[0]?.why ?? '', /^everybody, admins, guests, capable, most: /)
  })

  it('keep what is a warning, and what each has of its own', async () => {
    const { verdicts } = await assessmentOf(counted)
    const levels = violationsOf(verdicts).map((violation) => violation?.enforcementLevel)
    assert.deepEqual(levels, ['mandatory', 'advisory', 'mandatory', 'mandatory', 'mandatory'])
    const alone = violationsOf(verdicts.slice(2, 3))[0]?.message ?? ''
    assert.match(alone, /\nTenant 0b1c2d3e[^]*\nTo do: /, 'a single one stands alone')
  })
})
