/**
 * `npm run proof:scale [-- --only packs,workers,lease,crowd,restarts --tenants 5000 …]`: previews of a fleet, audits by
 * workers who are killed, readers who are killed while others wait for them, more checks than a server has connections, and
 * a server that is restarted; each as large as is asked. Writes its rows into docs/proof/scale.md.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { sharedPlaces } from '../../places/support/shared-places.ts'
import { projectDirectory } from '../../support/run-process.ts'
import { machine, table } from '../table.ts'
import { proveCrowd } from './crowd.ts'
import { proveLease } from './lease.ts'
import { provePacks } from './packs.ts'
import { proveRestartOfReading, proveRestartsOfAudit } from './restarts.ts'
import { proveWorkers } from './workers.ts'

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: 'packs,workers,waiting,lease,crowd,restarts' },
    packs: { type: 'string', default: '1000' },
    'packs-at-a-time': { type: 'string', default: '16' },
    tenants: { type: 'string', default: '5000' },
    /** That Graph has wait, of whom one process does five or so a second. */
    'waiting-tenants': { type: 'string', default: '1000' },
    workers: { type: 'string', default: '4' },
    kills: { type: 'string', default: '20' },
    'blob-kills': { type: 'string', default: '5' },
    clients: { type: 'string', default: '1000' },
    connections: { type: 'string', default: '100' },
    taken: { type: 'string', default: '60' },
    write: { type: 'boolean', default: true },
  },
  allowNegative: true,
})
const only = values.only.split(',')
const today = new Date().toISOString().slice(0, 10)
const rows: string[][] = []
let failed = 0

/** One proof, which throws where it does not hold; undefined: it cannot be tried here. */
async function prove(name: string, tried: string, work: () => Promise<string | undefined>): Promise<void> {
  process.stderr.write(`${name}: ${tried}\n`)
  try {
    const found = await work()
    rows.push([
      name,
      tried,
      found === undefined ? 'not tried' : 'holds',
      found ?? 'there is no server here',
      today,
    ])
  } catch (error) {
    failed += 1
    const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n')
    rows.push([name, tried, 'FAILED', line, today])
  }
  process.stdout.write(`scale: ${rows.at(-1)?.join('; ') ?? ''}\n`)
}

const seconds = (value: number): string => `${value.toFixed(1)} s`

async function workers(tenants: number, waiting: boolean): Promise<string | undefined> {
  const proof = await proveWorkers({ tenants, workers: Number(values.workers), kills: 2, waiting })
  if (proof === undefined) return undefined
  const { aloneSeconds, sharedSeconds, repeated, twice, replacedSeconds } = proof
  return `one process ${seconds(aloneSeconds)}, workers ${seconds(sharedSeconds)}; ${repeated} tenants begun again (${twice} of them had two answers, of which one is kept), the last of them ${replacedSeconds.map(seconds).join(' and ')} after the kill`
}

async function lease(name: string, kills: number): Promise<string | undefined> {
  const found = sharedPlaces.find((one) => one.name === name)
  const place = await found?.start()
  if (place === undefined || 'impossible' in place) return undefined
  try {
    const { reads, longestSeconds } = await proveLease(place, { kills, atATime: 4 })
    return `${reads} readings in ${kills} rounds, the longest wait ${seconds(longestSeconds)}`
  } finally {
    await place.stop()
  }
}

if (only.includes('packs')) {
  const [packs = 0, atATime = 0] = [values.packs, values['packs-at-a-time']].map(Number)
  await prove(
    'packs',
    `${packs} starts of the pack, ${atATime} at a time, which share a reading in PostgreSQL of a tenant that allows 5 requests in 10 s: each passes by its numbers, one reading`,
    async () => {
      const proof = await provePacks({ packs, atATime })
      return (
        proof &&
        `from start to verdict ${seconds(proof.medianSeconds)} in the middle, ${seconds(proof.slowestSeconds)} the slowest`
      )
    },
  )
}
const claim = 'each tenant one answer, that of one process'
if (only.includes('workers'))
  await prove('workers', `${values.tenants} tenants, ${values.workers} workers, two killed: ${claim}`, () =>
    workers(Number(values.tenants), false),
  )
if (only.includes('waiting'))
  await prove(
    'waiting',
    `${values['waiting-tenants']} tenants whom Graph has wait a second or two, ${values.workers} workers, two killed: ${claim}`,
    () => workers(Number(values['waiting-tenants']), true),
  )
if (only.includes('lease')) {
  for (const [name, kills] of [
    ['PostgreSQL', values.kills],
    ['Azure Blob Storage', values['blob-kills']],
  ] as const)
    await prove(
      'lease',
      `who reads for others in ${name} killed at ${kills} random moments: nobody passes without numbers, one more reading at most each time`,
      () => lease(name, Number(kills)),
    )
}
if (only.includes('crowd')) {
  const [clients, maxConnections, taken] = [values.clients, values.connections, values.taken].map(Number)
  await prove(
    'crowd',
    `${clients} checks at once, a server of ${maxConnections} connections of which others hold ${taken}: all answered, one reading`,
    async () => {
      const proof = await proveCrowd({
        clients: clients ?? 0,
        maxConnections: maxConnections ?? 0,
        taken: taken ?? 0,
      })
      return (
        proof &&
        `${seconds(proof.seconds)}; ${proof.refused} of ${proof.looked} looks found no connection left`
      )
    },
  )
}
if (only.includes('restarts')) {
  await prove(
    'restarts',
    '200 tenants, two workers, PostgreSQL restarted three times: each tenant one answer, no defect',
    async () => {
      const proof = await proveRestartsOfAudit({ tenants: 200, restarts: 3, awayMs: 3_000 })
      return proof && `${seconds(proof.seconds)}; workers reported the database ${proof.reported} times`
    },
  )
  await prove(
    'restarts',
    '10 checks that share a reading, PostgreSQL restarted while one reads: all answered',
    async () => {
      const reads = await proveRestartOfReading(10, 3_000)
      return reads === undefined ? undefined : `${reads} readings`
    },
  )
}
process.stdout.write(`scale: ${rows.length} proofs, ${failed} not as demanded\n`)
const written = join(projectDirectory, 'docs/proof/scale.md')
if (values.write) writeFileSync(written, page())
process.exitCode = failed === 0 ? 0 : 1

function page(): string {
  return `# Past one machine

Written by \`npm run proof:scale\`, of which each part can be run by itself: ${machine()}. Real processes, killed with SIGKILL, a real
PostgreSQL and Microsoft's emulator of Azure Blob Storage, all on this machine: tenants that are nothing but work are no faster by workers here, as
they share its cores.

${table(['part', 'tried', 'outcome', 'found', 'on'], [...earlierRows(), ...rows])}
`
}

/** Of the parts that were not run now. */
function earlierRows(): readonly (readonly string[])[] {
  if (!existsSync(written)) return []
  // Past the head and the rule beneath it.
  const lines =
    readFileSync(written, 'utf8')
      .match(/^\|.*\|$/gm)
      ?.slice(2) ?? []
  return lines.map((line) => line.slice(2, -2).split(' | ')).filter(([part = '']) => !only.includes(part))
}
