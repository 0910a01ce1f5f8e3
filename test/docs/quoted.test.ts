import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseRulesText } from '../../src/config/rules-text.ts'
import type { Count } from '../../src/model/count.ts'
import type { Question } from '../../src/model/question.ts'
import type { TenantReading } from '../../src/model/tenant-reading.ts'
import { guardLines } from '../../src/report/guard-lines.ts'
import { renderOutlook } from '../../src/report/outlook-text.ts'
import { dayOf } from '../../src/rules/calendar.ts'
import { ruleFrom } from '../../src/rules/from-document.ts'
import { demandOf } from '../../src/rules/guards/demand.ts'
import { guardIn } from '../../src/rules/guards/guard-entry.ts'
import { judgeDemand } from '../../src/rules/guards/judge-demand.ts'
import { judge } from '../../src/rules/judge.ts'
import { outlookOf } from '../../src/rules/outlook.ts'
import { unknownStack } from '../../src/rules/stack.ts'
import { rendered } from '../report/rendered.ts'
import { inputOf } from '../report/sample.ts'
import { now, readingsOf, ruleOf, snapshotOf } from '../support/make.ts'
import { projectDirectory } from '../support/run-process.ts'

const pageOf = (name: string): string => readFileSync(join(projectDirectory, name), 'utf8')

/** Ids and moments are others in every run. */
const withoutIds = (text: string): string =>
  text
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'ID')
    .replaceAll(/at [-\d]+ [:\d]+ UTC/g, 'at T')

describe('What pages quote is what the program prints:', () => {
  it('README.md, a check', async () => {
    const [, shown = ''] = /\$ npx mfa-gate check\n([^`]+)```/.exec(pageOf('README.md')) ?? []
    const rules =
      'rules: [{ id: mfa-registered, measure: mfaRegistered, minimum: 95%, enforcement: mandatory, severity: high }]'
    const reading = { kind: 'snapshot', snapshot: snapshotOf(23_123, { mfaRegistered: 33 }) } as const
    const printed = (await rendered('text', await inputOf(rules, reading)))
      .replace('Rules: mfa-rules.yaml.', 'Rules: the built-in rules.')
      .replace(/^ *Decided by .*\n/m, '')
    assert.equal(withoutIds(shown.replaceAll(/^ {3}/gm, '')).trim(), withoutIds(printed).trim())
  })

  it('docs/guards.md, a refusal', () => {
    const page = pageOf('docs/guards.md')
    const document = parseRulesText(/```yaml\n([^]*?)```/.exec(page)?.[1] ?? '', 'docs/guards.md')
    const demand = demandOf(
      {
        partly: false,
        policy: {
          state: 'enabled',
          conditions: { users: { includedUsers: ['All'] } },
          grantControls: { builtInControls: ['mfa'] },
        },
      },
      {},
    )
    assert.ok(demand.kind === 'asks')
    const [verdict] = judgeDemand(demand, {
      rule: ruleOf({ minimum: '100%' }),
      readings: readingsOf({ kind: 'snapshot', snapshot: snapshotOf(23_123, { mfaRegistered: 22_933 }) }),
      context: { now, baseline: { kind: 'none' } },
      exclusions: 'ignored',
    })
    assert.ok(verdict !== undefined)
    const lines = [guardIn(document)?.entry.description ?? '', ...guardLines(verdict, demand).slice(0, 2)]
    assert.ok(page.includes(lines.map((line) => `  ${line}\n`).join('')), lines.join('\n'))
  })

  it('docs/explain.md, what is missing', () => {
    const [, shown = ''] = /--by-segment\n([^`]+)```/.exec(pageOf('docs/explain.md')) ?? []
    const moment = new Date('2026-11-22T18:59:24.000Z')
    const minimum = [
      { from: '2026-01-01', minimum: '85%' },
      { from: '2027-01-01', minimum: '95%' },
      { from: '2027-06-01', minimum: '99%' },
    ]
    const rule = ruleFrom({ document: { rules: [{ id: 'mfa', measure: 'mfaRegistered', minimum }] } }, 0, {
      now: moment,
      stack: unknownStack,
    })
    const of = (registered: number, population: number) => ({
      population: population as Count,
      counts: { mfaRegistered: registered as Count },
    })
    const counted = snapshotOf(1_000, { mfaRegistered: 900 })
    const snapshot = {
      ...counted,
      provenance: { ...counted.provenance, source: 'registrationDetails' as const },
      segments: {
        ...{ members: of(880, 900), guests: of(20, 100) },
        ...{ admins: of(9, 10), nonAdmins: of(891, 990) },
      },
    }
    const answers = (['all', 'members', 'guests', 'admins', 'nonAdmins'] as const).map(
      (segment): Question => ({ measure: 'mfaRegistered', segment }),
    )
    const readings: TenantReading = [
      { source: 'registrationDetails', answers, reading: { kind: 'snapshot', snapshot } },
    ]
    const verdict = judge(rule, { kind: 'snapshot', snapshot }, { now: moment, baseline: { kind: 'none' } })
    const past = Array.from({ length: 20 }, (_, ago) => ({
      judgedAt: new Date(moment.getTime() - (ago + 1) * 86_400_000).toISOString(),
      ...{ count: 900 - 5 * (ago + 1), population: 1_000 },
    }))
    const today = dayOf(moment)
    const outlook = outlookOf(verdict, { readings, pastOf: () => past, bySegment: true, now: moment, today })
    const head = { judgedAt: moment.toISOString(), tenantId: snapshot.tenantId, simulated: false }
    assert.equal(withoutIds(shown), withoutIds(renderOutlook([outlook], head, today)))
  })
})
