import assert from 'node:assert/strict'
import { parse } from 'csv-parse/sync'
import { assess } from '../../src/gate/assess.ts'
import { formatNames, formats } from '../../src/report/formats/formats.ts'
import { isAssessed } from '../../src/report/report.ts'
import type { ReportInput } from '../../src/report/report-of.ts'
import { statementOf } from '../../src/report/statement.ts'
import type { Count } from '../../src/model/count.ts'
import type { Snapshot } from '../../src/model/snapshot.ts'
import type { RuleEntry } from '../../src/schemas/rules-document.ts'
import { readGitlab } from './consumers.ts'
import { rendered, reportsOf } from './rendered.ts'
import { context, now, readingsOf, ruleOf, snapshotOf } from '../support/make.ts'

const users = snapshotOf(990, { mfaRegistered: 980 })
const snapshot: Snapshot = {
  ...users,
  provenance: {
    ...users.provenance,
    ...{ source: 'registrationDetails', receivedAt: '2026-11-22T09:50:05.000Z' },
  },
  exclusions: {
    population: 1_000 as Count,
    counts: { mfaRegistered: 985 as Count },
    excluded: [
      {
        kind: 'breakGlass',
        reason: 'emergency access',
        users: 1,
        unmatched: { entries: 2, at: ['glass.txt:3', 'glass.txt:8'] },
      },
      { kind: 'guests', reason: 'gated elsewhere', users: 9 },
    ],
  },
}

async function inputOf(entry: Partial<RuleEntry>): Promise<ReportInput> {
  const reading = async () => readingsOf({ kind: 'snapshot', snapshot })
  const assessment = await assess({ ...context, rules: [ruleOf(entry)] }, reading)
  return { assessment, version: '0' }
}

const answers = {
  passed: { minimum: '50%' },
  refused: { minimum: '99.9%' },
  warned: { minimum: '99.9%', enforcement: 'advisory' },
  'could not be determined': { minimum: '50%', maxAge: '1m' },
} as const satisfies Record<string, Partial<RuleEntry>>

/** Whatever a format does to its text. */
const plain = (text: string): string => text.replaceAll(/\\|&#x[0-9a-f]+;/gi, '')

describe('Entries of exclusions that match nobody', () => {
  for (const [answer, entry] of Object.entries(answers)) {
    for (const name of formatNames) {
      it(`are told by list and line in ${name}, of what ${answer}`, async () => {
        const text = plain(await rendered(name, await inputOf(entry)))
        assert.match(text, /glass\.txt:3/)
        assert.match(text, /glass\.txt:8/)
        assert.match(text, /emergency access/)
      })
    }

    for (const name of formatNames) {
      it(`are told by list and line in an audit's ${name}, of what ${answer}`, async () => {
        const at = now.toISOString()
        const tenant = { key: 't.example', id: undefined, name: 'Contoso', tags: {} }
        const reports = reportsOf(await inputOf(entry)).map((report) => ({ ...report, tenant }))
        const render = await formats[name].load()
        const audit = { open: [], startedAt: at, finishedAt: at, auditId: undefined, version: '0' }
        assert.match(plain(render(reports, { audit })), /glass\.txt:3.*glass\.txt:8/s)
      })
    }

    it(`are told in the pack's line, of what ${answer}`, async () => {
      const [report] = reportsOf(await inputOf(entry))
      assert.ok(report !== undefined && isAssessed(report))
      const rules = [ruleOf(entry)]
      const input = { report, rulesOrigin: 'rules', documented: rules, asked: rules, tenantsCompared: true }
      assert.match(
        statementOf(input),
        /Excluded nobody: 2 entries that match nobody: glass\.txt:3, glass\.txt:8 \(emergency access\)\. Correct the name, or remove it\./,
      )
    })
  }

  it('are no finding that GitLab takes for another stack’s, and leave a pass a pass', async () => {
    const input = await inputOf(answers.passed)
    const stack = { ...context.stack, organization: 'acme', project: 'shop', stack: 'prod' }
    const assessment = { ...input.assessment, stack }
    const issues = readGitlab(await rendered('gitlab', { ...input, assessment }))
    assert.deepEqual(
      issues.map(({ check_name, fingerprint, severity }) => [check_name, fingerprint, severity]),
      [['mfa-gate-exclusions', 'entra-mfa-gate:acme/shop/prod:mfa-gate-exclusions', 'info']],
    )
    assert.doesNotMatch(await rendered('azure-devops', input), /SucceededWithIssues/)
  })

  it('are said once, however many rules rest on them, and nothing is said where all match', async () => {
    const [row] = parse<Record<string, string>>(await rendered('csv', await inputOf(answers.passed)), {
      columns: true,
      bom: true,
    })
    assert.match(row?.['excluded_nobody'] ?? '', /^Excluded nobody: 2 entries/)
    const reading = async () => readingsOf({ kind: 'snapshot', snapshot: users })
    const assessment = await assess({ ...context, rules: [ruleOf(answers.passed)] }, reading)
    const input = { assessment, version: '0' }
    for (const name of formatNames) {
      assert.doesNotMatch(await rendered(name, input), /Excluded nobody/, name)
    }
  })
})
