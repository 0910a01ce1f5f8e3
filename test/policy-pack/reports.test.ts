import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ReportViolation, ResourceValidationArgs } from '@pulumi/policy'
import { packOf } from '../../policy-pack/pack.ts'
import { savedText } from '../../src/snapshots/saved-snapshot.ts'
import { readJson, renderedMarkdown } from '../report/consumers.ts'
import { snapshotOf } from '../support/make.ts'

const rules = `rules:
  - { id: first, measure: mfaRegistered, minimum: 95% }
  - { id: second, measure: mfaRegistered, minimum: 10% }
  - { id: third, measure: mfaRegistered, minimum: 80% }
waivers:
  - rule: third
    stack: "*/*/*"
    reason: r
    owner: o
    ticket: t
    created: 2026-01-01
    expires: 2099-12-31
`

describe('the reports of the pack', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'mfa-gate-pack-reports-'))
    writeFileSync(join(folder, 'rules.yaml'), rules)
    const snapshot = snapshotOf(100, { mfaRegistered: 50 })
    const provenance = { ...snapshot.provenance, receivedAt: new Date().toISOString() }
    writeFileSync(
      join(folder, 'tenant.json'),
      savedText({
        snapshots: [{ ...snapshot, provenance }],
        exclusionsSha256: undefined,
        version: '1.2.3',
      }),
    )
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  /** Has every policy judge the root stack; answers the messages. */
  async function judge(environment: Record<string, string>): Promise<readonly string[]> {
    const pack = packOf(
      {
        MFA_GATE_RULES: 'rules.yaml',
        MFA_GATE_SNAPSHOT: 'tenant.json',
        MFA_GATE_TENANT: snapshotOf(1, {}).tenantId,
        ...environment,
      },
      folder,
    )
    const messages: string[] = []
    const report = ((finding: { message: string }) =>
      messages.push(finding.message)) as unknown as ReportViolation
    const args = {
      type: 'pulumi:pulumi:Stack',
      urn: 'urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev',
    } as ResourceValidationArgs
    for (const { validateResource } of pack.policies) {
      assert.ok(typeof validateResource === 'function')
      await validateResource(args, report)
    }
    return messages
  }

  it('hold every policy of the start, in each format, from a saved snapshot', async () => {
    const messages = await judge({ MFA_GATE_REPORT: 'json:out/a.json, markdown:a.md' })
    assert.equal(messages.length, 2)
    const report = readJson(readFileSync(join(folder, 'out/a.json'), 'utf8'))
    assert.deepEqual(
      report.verdicts.map(({ rule, verdict, waived }) => [rule.id, verdict, waived]),
      [
        ['first', 'violation', false],
        ['second', 'pass', false],
        ['third', 'violation', true],
      ],
    )
    assert.equal(report.outcome, 'violation')
    assert.equal(report.stack.stack, 'dev')
    assert.equal(report.verdicts[0]?.reading?.savedIn, 'tenant.json')
    assert.deepEqual(
      report.waivers.map(({ state }) => state),
      ['used'],
    )
    assert.match(renderedMarkdown(readFileSync(join(folder, 'a.md'), 'utf8')), /<table>/)
  })

  it('refuse nothing when they cannot be written', async () => {
    assert.equal((await judge({ MFA_GATE_REPORT: 'json:rules.yaml/a.json' })).length, 2)
  })

  const refused: readonly [title: string, environment: Record<string, string>, sentence: RegExp][] = [
    ['a format nobody knows', { MFA_GATE_REPORT: 'jsom:a' }, /MFA_GATE_REPORT: there is no format "jsom"/],
    [
      'the page for people, whose charts would slow every preview down',
      { MFA_GATE_REPORT: 'html:a.html' },
      /MFA_GATE_REPORT: the policy pack does not write html, .* run mfa-gate check --format html=FILE/,
    ],
    [
      'a report without a file',
      { MFA_GATE_REPORT: 'json' },
      /MFA_GATE_REPORT: "json" names no file; write json:FILE/,
    ],
    [
      'a snapshot that is not there',
      { MFA_GATE_SNAPSHOT: 'gone.json' },
      /the snapshot .*gone\.json cannot be read/,
    ],
    ['a snapshot that is none', { MFA_GATE_SNAPSHOT: 'rules.yaml' }, /is not JSON, or was cut/],
  ]
  for (const [title, environment, sentence] of refused) {
    it(`refuses ${title} as a policy that says so`, async () => {
      const messages = await judge(environment)
      assert.equal(messages.length, 1)
      assert.match(messages[0]!, sentence)
      assert.match(messages[0]!, /^Could not determine: /)
    })
  }
})
