import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { formatNames, isInPack } from '../../src/report/formats/formats.ts'
import { readJson, renderedMarkdown } from '../report/consumers.ts'
import { freshSnapshot, snapshotTenant, startPack, type StartOptions } from './start-pack.ts'

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
    writeFileSync(join(folder, 'tenant.json'), freshSnapshot(100, 50))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const judge = async (environment: Record<string, string>, now?: () => Date): Promise<readonly string[]> => {
    const { violations } = await startPack(folder, {
      environment: {
        MFA_GATE_RULES: 'rules.yaml',
        MFA_GATE_SNAPSHOT: 'tenant.json',
        MFA_GATE_TENANT: snapshotTenant,
        ...environment,
      },
      ...(now && { now }),
    })
    return violations.map(({ message }) => message)
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

  for (const rules of ['rules.yaml', 'gone.yaml']) {
    it(`are of the moment that the start is told, with ${rules}`, async () => {
      const moment = '2031-02-03T04:05:06.000Z'
      await judge({ MFA_GATE_REPORT: 'json:a.json', MFA_GATE_RULES: rules }, () => new Date(moment))
      assert.equal(readJson(readFileSync(join(folder, 'a.json'), 'utf8')).judgedAt, moment)
    })
  }

  it('refuse nothing when they cannot be written', async () => {
    assert.equal((await judge({ MFA_GATE_REPORT: 'json:rules.yaml/a.json' })).length, 2)
  })

  const list = formatNames.filter(isInPack).map((format) => `${format}:old.${format}`)
  /** A start after one that passed: what keeps it from a verdict. */
  const verdictless: readonly [title: string, options: StartOptions, tells: RegExp | undefined][] = [
    ['the rules cannot be read', { environment: { MFA_GATE_RULES: 'gone.yaml' } }, /gone\.yaml/],
    ['a setting cannot be read', { environment: { MFA_GATE_CLOUD: 'mars' } }, /mars/],
    [
      'the policy that refuses this is disabled as well',
      {
        environment: { MFA_GATE_RULES: 'gone.yaml' },
        configured: [{ name: 'mfa-gate-settings', level: 2 }],
      },
      /gone\.yaml/,
    ],
    [
      'every policy is disabled',
      { configured: ['first', 'second', 'third'].map((name) => ({ name, level: 2 })) },
      /disabled/,
    ],
    ['the engine refuses the configuration before it asks', { resources: [] }, undefined],
    [
      'one of the reports has no name',
      { environment: { MFA_GATE_REPORT: `${list.join()},json` } },
      /names no file/,
    ],
  ]
  for (const [title, options, tells] of verdictless) {
    for (const format of formatNames.filter(isInPack)) {
      it(`keep no older pass where ${title}: ${format}`, async () => {
        const file = join(folder, `old.${format}`)
        writeFileSync(file, 'An older pass')
        const environment = {
          MFA_GATE_RULES: 'rules.yaml',
          MFA_GATE_SNAPSHOT: 'tenant.json',
          MFA_GATE_TENANT: snapshotTenant,
          MFA_GATE_REPORT: `${format}:old.${format}`,
          ...options.environment,
        }
        await startPack(folder, { ...options, environment })
        if (tells === undefined) {
          assert.ok(!existsSync(file))
          return
        }
        const text = readFileSync(file, 'utf8')
        assert.match(text, tells)
        assert.doesNotMatch(text, /An older pass/)
      })
    }
  }

  it('say of a start without a verdict that it could not determine', async () => {
    await judge({ MFA_GATE_REPORT: 'json:a.json,junit:a.xml', MFA_GATE_RULES: 'gone.yaml' })
    const report = readJson(readFileSync(join(folder, 'a.json'), 'utf8'))
    assert.deepEqual(
      report.verdicts.map(({ rule, verdict, effect }) => [rule.id, verdict, effect]),
      [['mfa-gate-settings', 'undetermined', 'stop']],
    )
    assert.match(readFileSync(join(folder, 'a.xml'), 'utf8'), /errors="1"/)
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
