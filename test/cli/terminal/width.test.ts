import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import stringWidth from 'fast-string-width'
import { startTenant, type Tenant, scenarioFromOptions } from '../../../src/simulator/tenant/index.ts'
import { rulesOf, ways, type Way } from '../../report/ways-to-answer.ts'
import { type AuditBench, openAuditBench, tenantOf } from '../../support/audit-run.ts'
import { runCli } from '../../support/run-cli.ts'

const widths = [60, 80, 100, 120]
const all = Object.keys(ways) as readonly Way[]
const day = (from: number): string => new Date(Date.now() + from * 86_400_000).toISOString().slice(0, 10)
/** One rule for each kind of answer, with waivers that are in force today. */
const rules = rulesOf(all)
  .replaceAll('2026-11-01', day(-10))
  .replaceAll('2026-12-31', day(30))
  .replace('rule-0', 'a-rule-with-a-name-that-is-as-long-as-a-name-may-well-become')

/** What the terminal would break, at whatever letter it stands. */
function assertFits(text: string, columns: number): void {
  for (const line of text.split('\n')) {
    // A word that is wider by itself, as an address may be, is nobody's to break.
    const words = line.trim().split(' ')
    if (words.length > 1 || stringWidth(line.trim()) <= columns - 4)
      assert.ok(stringWidth(line) <= columns, `${stringWidth(line)} of ${columns}: ${line}`)
  }
}

/** Every word of the wide text stands whole in the narrow one. */
function assertWordsWhole(narrow: string, wide: string): void {
  // The time goes on.
  const words = (text: string) => text.split(/\s+/).filter((word) => !/^\d\d:\d\d:\d\d$/.test(word))
  const there = new Set(words(narrow))
  const broken = words(wide).filter((word) => !there.has(word))
  assert.deepEqual(broken, [])
}

const sentences = (text: string): string =>
  text
    .split('\n')
    .filter((line) => !/^[│┌├└]/.test(line))
    .join('\n')

describe('On a terminal', function () {
  this.timeout(60_000)
  let tenant: Tenant
  let folder: string
  before(async () => {
    tenant = await startTenant(scenarioFromOptions({ population: 1_000, registered: 500 }))
    folder = mkdtempSync(join(tmpdir(), 'mfa-gate-width-'))
    writeFileSync(join(folder, 'mfa-rules.yaml'), rules)
  })
  after(async () => {
    await tenant.close()
    rmSync(folder, { recursive: true })
  })
  const on = (args: readonly string[], columns?: number, environment: NodeJS.ProcessEnv = {}) =>
    runCli(
      args,
      { ...tenant.environment, NO_COLOR: '1', ...environment },
      { cwd: folder, ...(columns && { columns }) },
    )

  for (const command of [
    ['check'],
    ['doctor'],
    ['explain'],
    ['rules', 'origins'],
    ['rules', 'validate'],
    ['evidence', '--output', 'b.zip'],
    ['snapshot', '--output', 's.json'],
    [
      'check',
      '--rules',
      'nowhere-to-be-found.yaml',
      '--timeout',
      '1s',
      '--baselines',
      'where/there/is/nothing',
    ],
    ['check', '--no-such-option-as-this-one-which-nobody-has-ever-heard-of', '--and', 'so on'],
  ]) {
    it(`${command.join(' ')} keeps to the width, and breaks no word`, async () => {
      const piped = await on(command)
      // What reads the tenant takes its time.
      for (const columns of command.length > 1 ? widths.slice(0, 1) : widths) {
        const visible = await on(command, columns)
        assert.equal(visible.exitCode, piped.exitCode, visible.stderr)
        for (const stream of ['stdout', 'stderr'] as const) {
          assertFits(visible[stream], columns)
          assertWordsWhole(sentences(visible[stream]), piped[stream])
        }
      }
    })
  }

  it('the table of a check has a row for each kind of answer, and all of each at any width', async () => {
    for (const columns of widths) {
      const { stdout } = await on(['check'], columns)
      const table = stdout.split('\n').filter((line) => line.startsWith('│'))
      assert.ok(table.filter((line) => /│ [✓✗!~?-] │/.test(line)).length >= all.length, stdout)
      const folded = table.map((line) => line.split('│')[2]?.trim()).join('')
      assert.match(folded, /a-rule-with-a-name-that-is-as-long-as-a-name-may-well-become/)
    }
  })

  it('a document is written as it stands', async () => {
    const { stdout } = await on(['check', '--format', 'json'], 60)
    assert.ok(stdout.split('\n').some((line) => line.length > 60))
    JSON.parse(stdout)
  })

  it('a history keeps to it too', async () => {
    await on(['check', '--history', 'h.db', '--format', 'json=r.json'])
    for (const columns of widths) {
      const { stdout } = await on(['history', 'list', '--history', 'h.db'], columns)
      assertFits(stdout, columns)
      assert.match(stdout, /below the/)
    }
  })
})

const names = [
  'Contoso',
  'A subsidiary whose name was agreed upon by many lawyers, and none of them would give in (Holding)',
  'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
  '株式会社コントソ・ジャパン・ホールディングス',
]

describe('An audit on a terminal', function () {
  this.timeout(60_000)
  let bench: AuditBench
  before(async () => {
    bench = await openAuditBench([
      ...(names.map((name) => tenantOf(name, 500)) as [ReturnType<typeof tenantOf>]),
      tenantOf('The same that could not be read', 500, 'report:permission-403'),
    ])
    writeFileSync(join(bench.folder, 'mfa-rules.yaml'), rules)
  })
  after(() => bench[Symbol.asyncDispose]())

  for (const columns of widths) {
    it(`has a box of at most ${columns} columns, and sentences within them`, async () => {
      const { stdout, stderr, exitCode } = await runCli(
        ['audit', '--tenants', 'mfa-tenants.yaml'],
        { ...bench.environment, NO_COLOR: '1' },
        { cwd: bench.folder, columns },
      )
      assert.equal(exitCode, 1, stderr)
      assertFits(stdout, columns)
      const box = stdout.split('\n').filter((line) => /^[│┌├└]/.test(line))
      assert.equal(new Set(box.map((line) => stringWidth(line))).size, 1, box.join('\n'))
      for (const word of ['below', 'minimum', 'could', 'determine', 'passed', 'waived', 'not', 'asked'])
        assert.ok(
          box.some((line) => line.split(/[│ ]+/).includes(word)),
          `${word}\n${box.join('\n')}`,
        )
      for (const mark of ['✓', '✗', '?', '~', '-'])
        assert.ok(
          box.some((line) => line.includes(`│ ${mark} `)),
          mark,
        )
    })
  }
})
