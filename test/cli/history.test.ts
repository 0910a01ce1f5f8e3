import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parquetReadObjects } from 'hyparquet'
import { parseLocation } from '../../src/history/location.ts'
import { openHistory } from '../../src/history/open-history.ts'
import { onEachBackend } from '../history/support/backends.ts'
import { contoso, fabrikam, reportWith } from '../history/support/reports.ts'
import { readCsv } from '../report/consumers.ts'
import { runCli } from '../support/run-cli.ts'
import { cleanEnvironment, mfaGate, type Ran, runProcess } from '../support/run-process.ts'

const formula = '=HYPERLINK("http://localhost/")'

const historyCommand = (
  args: readonly string[],
  cwd: string,
  environment: NodeJS.ProcessEnv = {},
): Promise<Ran> => runCli(['history', ...args], { ...cleanEnvironment(), ...environment }, { cwd })

/** Two tenants, one of which once could not be read; what is old is from 2020. */
async function fill(place: string): Promise<void> {
  const history = await openHistory(parseLocation(place, process.cwd(), '--history'), 'write')
  const one = { key: 'contoso.example', name: formula }
  const two = { key: 'fabrikam.example', id: fabrikam }
  const reason = { code: 'sign-in-refused', what: 'w', todo: 't' }
  await history.saveAll([
    { tenant: one, report: await reportWith({ at: '2020-01-01T00:00:00.000Z', registered: 33 }) },
    {
      tenant: one,
      report: await reportWith({ at: '2026-11-22T10:00:05.000Z', registered: 97, population: 100 }),
    },
    { tenant: two, failedAt: new Date('2026-11-21T00:00:00Z'), reason },
  ])
  await history.close()
}

onEachBackend('mfa-gate history', (fresh) => {
  let place: string
  let folder: string
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'mfa-gate-history-cli-'))
    place = await fresh()
    await fill(place)
  })
  afterEach(() => rmSync(folder, { recursive: true }))
  const run = async (...args: readonly string[]): Promise<Ran> => {
    const ran = await historyCommand(args, folder, { MFA_GATE_HISTORY: place })
    assert.equal(ran.exitCode, 0, ran.stderr)
    return ran
  }

  it('list shows a line a verdict, newest first, and nothing on standard error', async () => {
    const { stdout, stderr } = await run('list', '--since', '2026-01-01')
    const lines = stdout.split('\n').map((line) => line.replaceAll(/ {2,}/g, ' | '))
    assert.deepEqual(lines, [
      'judged | tenant | rule | answer | count | population | ratio | minimum',
      `2026-11-22 10:00:05 UTC | ${formula} | mfa | passed | 97 | 100 | 97.00 % | 95 %`,
      `2026-11-22 10:00:05 UTC | ${formula} | sspr | passed | 100 | 100 | 100.00 % | 10 %`,
      `2026-11-21 00:00:00 UTC | ${fabrikam} | - | could not determine: sign-in-refused`,
      '',
    ])
    assert.equal(stderr, '')
  })

  it('list says that there is more, and that nothing fits', async () => {
    const { stdout, stderr } = await run('list', '--limit', '1')
    assert.equal(stdout.split('\n').length, 3)
    assert.equal(stderr, 'mfa-gate: there are more; --limit shows them.\n')
    const none = await run('list', '--tenant', 'nobody.example')
    assert.equal(none.stdout, 'No assessment in the history matches these options.\n')
  })

  it('list as JSON has exact numbers', async () => {
    const { stdout } = await run('list', '--format', 'json', '--outcome', 'violation')
    assert.deepEqual(JSON.parse(stdout), [
      {
        judged_at: '2020-01-01T00:00:00.000Z',
        tenant_id: contoso,
        tenant_key: 'contoso.example',
        tenant_name: formula,
        audit_id: null,
        outcome: 'violation',
        rule: 'mfa',
        segment: 'all',
        measure: 'mfaRegistered',
        verdict: 'violation',
        effect: 'stop',
        waived: false,
        count: 33,
        population: 100,
        minimum_percent: 95,
        reason: null,
        answer: 'below-the-minimum',
        summary: 'refused',
        simulated: false,
        possibly: null,
        device_bound: null,
        synced: null,
        other_mfa: null,
        phone_only: null,
        no_method: null,
        not_classified: null,
      },
    ])
  })

  it('list takes until as a day that is included', async () => {
    const { stdout } = await run('list', '--since', '2026-11-21', '--until', '2026-11-21')
    assert.match(stdout, /sign-in-refused\n$/)
    assert.equal(stdout.split('\n').length, 3)
  })

  it('export writes CSV that no spreadsheet runs, and the same as Parquet', async () => {
    const { stdout } = await run('export')
    const rows = readCsv(stdout)
    assert.equal(rows.length, 5)
    assert.equal(rows[0]?.['tenant_name'], `'${formula}`)
    assert.deepEqual([rows[0]['waived'], rows[0]['count'], rows[4]?.['reason']], ['no', '33', ''])
    await run('export', '--format', 'parquet', '--output', 'out/history.parquet')
    const bytes = readFileSync(join(folder, 'out/history.parquet'))
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
    const read = (await parquetReadObjects({ file })).map((row) =>
      Object.fromEntries(Object.entries(row).map(([name, value]) => [name, asCsv(value)])),
    )
    assert.deepEqual(
      read.map((row) => ({ ...row, tenant_name: '' })),
      rows.map((row) => ({ ...row, tenant_name: '' })),
    )
    assert.deepEqual(readdirSync(join(folder, 'out')), ['history.parquet'])
  })

  it('export writes whole assessments as JSON', async () => {
    await run('export', '--format', 'json', '--output', 'history.json', '--tenant', 'contoso.example')
    const kept = JSON.parse(readFileSync(join(folder, 'history.json'), 'utf8')) as { report: unknown }[]
    assert.deepEqual(
      kept.map(({ report }) => report),
      [
        await reportWith({ at: '2020-01-01T00:00:00.000Z', registered: 33 }),
        await reportWith({ registered: 97 }),
      ],
    )
    const { stdout } = await run('export', '--format', 'json', '--tenant', 'nobody.example')
    assert.deepEqual(JSON.parse(stdout), [])
  })

  it('prune says what would go, and removes it', async () => {
    const says =
      /1 assessment with 2 verdicts, and 0 audits from before \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC\.\n$/
    const dry = await run('prune', '--keep', '24mo', '--dry-run')
    assert.match(dry.stdout, says)
    assert.match(dry.stdout, /^Would remove /)
    const { stdout } = await run('prune', '--keep', '24mo')
    assert.match(stdout, says)
    assert.match(stdout, /^Removed /)
    assert.equal(readCsv((await run('export')).stdout).length, 3)
  })
})

function asCsv(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (value instanceof Date) return value.toISOString()
  assert.ok(typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint')
  return String(value)
}

describe('mfa-gate history with wrong options', () => {
  let folder: string
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'mfa-gate-history-cli-'))
    await fill(join(folder, 'history.db'))
    writeFileSync(join(folder, 'file'), 'text')
  })
  after(() => rmSync(folder, { recursive: true }))

  const kept = ['--history', 'history.db'] as const
  const rows: readonly (readonly [args: readonly string[], says: RegExp])[] = [
    [['list'], /no history is named; give --history FILE or set MFA_GATE_HISTORY/],
    [['list', '--history', 'none.db'], /the history none\.db is not there; check the path/],
    [['list', '--history', 'file'], /the history file cannot be used: it is not a SQLite database/],
    [['prune', '--keep', '1d', '--history', 'none.db'], /the history none\.db is not there; check the path/],
    [
      ['list', '--history', 'postgres://u:hunter2@127.0.0.1:1/d'],
      /127\.0\.0\.1:1\/d cannot be used: no server answers/,
    ],
    [
      ['list', ...kept, '--since', '2026-02-30'],
      /--since is "2026-02-30"; write a day as 2026-01-31, or a period/,
    ],
    [['list', ...kept, '--since', '3w'], /--since is "3w"; write days, months or years above 0/],
    [['list', ...kept, '--until', '3d'], /--until is "3d"; write a day as 2026-01-31/],
    [['list', ...kept, '--since', '2026-02-02', '--until', '2026-02-01'], /--since is later than --until/],
    [['list', ...kept, '--limit', '0'], /Write a whole number above 0/],
    [
      ['list', ...kept, '--outcome', 'passed'],
      /Allowed choices are pass, violation, undetermined, not-applicable/,
    ],
    [['export', ...kept, '--format', 'parquet'], /--format parquet is not text; name a file with --output/],
    [
      ['export', ...kept, '--output', 'file/x.csv'],
      /the export file\/x\.csv cannot be written \(part of its path is/,
    ],
    [
      ['export', ...kept, '--output', '/dev/full'],
      /the export \/dev\/full cannot be written \(the disk is full\)/,
    ],
    [['prune', ...kept], /required option '--keep <time>' not specified/],
    [['prune', ...kept, '--keep', '24m'], /--keep is "24m"; write days, months or years above 0/],
  ]
  for (const [args, says] of rows) {
    it(`exits 2 in a sentence for ${args.join(' ').replace('hunter2', '…')}`, async function () {
      if (args.includes('/dev/full') && process.platform !== 'linux') this.skip()
      const { exitCode, stdout, stderr } = await historyCommand(args, folder)
      assert.equal(exitCode, 2, stderr)
      assert.match(stderr, says)
      assert.doesNotMatch(stderr, /hunter2|^ +at /m)
      assert.equal(stdout, '')
    })
  }

  it('does not mind a reader that leaves', async () => {
    const script = '"$NODE" "$GATE" history export --history history.db | head -n 1; echo "${PIPESTATUS[0]}"'
    const { stdout, stderr } = await runProcess(
      ['bash', '-c', script],
      { ...cleanEnvironment(), NODE: process.execPath, GATE: mfaGate },
      { cwd: folder },
    )
    assert.match(stdout, /^\uFEFF?judged_at,.*\r\n0\n$/)
    assert.equal(stderr, '')
  })
})
