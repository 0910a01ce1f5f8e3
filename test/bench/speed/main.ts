/**
 * `npm run proof:speed`: what the gate takes beside what does the same work and checks nothing, in one sitting; writes
 * docs/bench/speed.md and speed.json. With `--guard`: compares with the committed figures of this kind of machine, and
 * fails where a ratio has grown.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { projectDirectory } from '../../support/run-process.ts'
import { type Contest, measured, type Row } from './contest.ts'
import { isSlower, limitOf, machineKind, type Sitting, sittingOf, sittingsIn } from './guard.ts'
import { speedPage } from './page.ts'
import { stagesOf } from './stages.ts'

const { values } = parseArgs({
  options: {
    guard: { type: 'boolean', default: false },
    /** Figures to compare with, and to write to with `--into`. */
    against: { type: 'string', default: join(projectDirectory, 'docs/bench/speed.json') },
    into: { type: 'string' },
    only: { type: 'string', default: '.' },
    users: { type: 'string', default: '10000,100000,500000,1000000' },
    tenants: { type: 'string', default: '50,500,5000' },
    days: { type: 'string', default: '730' },
    /** Times as many rounds as usual, or as few. */
    rounds: { type: 'string', default: '1' },
    write: { type: 'boolean', default: true },
  },
  allowNegative: true,
})
const numbers = (text: string): readonly number[] => text.split(',').map(Number)
const sizes = { users: numbers(values.users), tenants: numbers(values.tenants), days: Number(values.days) }
const machine = machineKind()
const committed = values.guard ? sittingOf(machine, sittingsIn(values.against)) : undefined
if (values.guard && committed === undefined)
  process.stderr.write('no figures of this kind of machine to compare with; these are the first\n')

const started = performance.now()
const rows: Row[] = []
for (const { name, open } of stagesOf(sizes).filter((stage) => new RegExp(values.only).test(stage.name))) {
  process.stderr.write(`${name} …\n`)
  await using stage = await open()
  for (const contest of stage.contests) {
    const row = await guarded(contest, Math.max(1, Math.round((contest.rounds ?? 5) * Number(values.rounds))))
    rows.push(row)
    process.stderr.write(
      `  ${row.title}: ${Math.round(row.wallMs)} ms, ratio ${row.ratio.toFixed(2)} to ${row.yardstick}${row.peakMb === undefined ? '' : `, ${Math.round(row.peakMb)} MB`}\n`,
    )
  }
}
const minutes = (performance.now() - started) / 60_000
const slower = rows.filter((row) => isSlower(row, committed))
for (const row of slower)
  process.stdout.write(
    `✗ ${row.title}: ${row.ratio.toFixed(2)} times ${row.yardstick}, more than ${(limitOf(row.id, committed) ?? 0).toFixed(2)}\n`,
  )
const sitting: Sitting = { measuredAt: new Date().toISOString(), machine, rows }
if (values.into !== undefined) writeFileSync(values.into, jsonOf([sitting]))
if (values.write && !values.guard && values.only === '.' && values.into === undefined) keep(sitting)
const missed = rows.filter(({ aim, ratio }) => aim !== undefined && ratio > aim).length
process.stdout.write(
  `speed: ${rows.length} ratios, ${values.guard ? `${slower.length} grown${committed === undefined ? ' (no figures of this kind of machine)' : ''}, ` : ''}${missed} short of their aim, ${minutes.toFixed(1)} minutes\n`,
)
process.exitCode = slower.length === 0 ? 0 : 1

/** Once more with twice the rounds where it looks slower, since anything may happen on a busy machine. */
async function guarded(contest: Contest, rounds: number): Promise<Row> {
  const row = await measured(contest, rounds)
  return isSlower(row, committed) ? measured(contest, rounds * 2) : row
}

function keep(sitting: Sitting): void {
  const folder = join(projectDirectory, 'docs/bench')
  const others = sittingsIn(values.against).filter((one) => sittingOf(machine, [one]) === undefined)
  writeFileSync(join(folder, 'speed.json'), jsonOf([...others, sitting]))
  writeFileSync(join(folder, 'speed.md'), speedPage(sitting, minutes))
}

function jsonOf(sittings: readonly Sitting[]): string {
  return `${JSON.stringify(sittings, (_, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(4)) : value), 2)}\n`
}
