import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pMap from 'p-map'
import { loadScenario, startTenant } from '../../../src/simulator/tenant/index.ts'
import { cleanEnvironment } from '../../support/run-process.ts'
import { abilities } from './abilities.ts'
import { filesUnder, Place, type Setting } from './place.ts'
import { inputs, read, readFrom } from './reading.ts'
import { type Outcome, situationsOf } from './writing.ts'
import { type Written, written } from './written.ts'

export interface Met extends Outcome {
  readonly what: string
  readonly how: string
}

interface Proof {
  readonly kills: number
  /** Of the kinds of files. */
  readonly only: RegExp
  /** Of the situations. */
  readonly how: RegExp
  readonly workers: number
  readonly say: (line: string) => void
}

const scenario = {
  population: 100,
  counts: { mfaRegistered: 96 },
  permissions: ['AuditLog.Read.All', 'Reports.Read.All'],
}

/** What a machine does not allow is named, and tried by those that do. */
export const notHere = 'not allowed on this machine'

/** Runs all situations, each in a folder of its own. */
export async function proveFiles(proof: Proof): Promise<readonly Met[]> {
  await using tenant = await startTenant(loadScenario(JSON.stringify(scenario)))
  const folder = mkdtempSync(join(tmpdir(), 'mfa-gate-kept-'))
  const kept = join(folder, 'kept')
  mkdirSync(kept)
  try {
    const setting: Setting = { environment: { ...cleanEnvironment(), ...tenant.environment }, kept }
    await keepSome(setting)
    const jobs = [
      ...(await pMap(
        written.filter(({ what }) => proof.only.test(what)),
        (one) => writingJobs(one, setting, folder, proof.kills),
        { concurrency: proof.workers },
      )),
      ...read
        .filter(({ what }) => proof.only.test(`reading ${what}`))
        .map((one) => readingJobs(one, setting)),
    ].flat()
    const chosen = jobs.filter(({ how }) => proof.how.test(how))
    let done = 0
    return await pMap(
      chosen,
      async (job): Promise<Met> => {
        const outcome = await job.run()
        done += 1
        if (done % 20 === 0 || done === chosen.length) proof.say(`${done} of ${chosen.length} situations`)
        return { what: job.what, how: job.how, ...outcome }
      },
      { concurrency: proof.workers },
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Job {
  readonly what: string
  readonly how: string
  readonly run: () => Promise<Outcome>
}

/** A history, a snapshot and a bundle, for the commands that read one. */
async function keepSome(setting: Setting): Promise<void> {
  using place = new Place(setting)
  for (const [name, args] of [
    ['kept.db', ['check', '--history', 'kept.db']],
    ['kept.json', ['snapshot', '--output', 'kept.json']],
    ['kept.zip', ['evidence', '--output', 'kept.zip']],
  ] as const) {
    const { exitCode, stdout, stderr } = await place.run(args)
    if (exitCode !== 0) throw new Error(`${args.join(' ')}: ${stdout}${stderr}`)
    cpSync(join(place.folder, name), join(setting.kept, name))
  }
}

/** The files are those that a run of the command has written, whatever their names. */
async function writingJobs(
  one: Written,
  setting: Setting,
  folder: string,
  kills: number,
): Promise<readonly Job[]> {
  using place = new Place(setting)
  const { exitCode, stdout, stderr } = await place.write(one)
  const files = filesUnder(place.out)
  if (exitCode !== 0 || files.length === 0) throw new Error(`${one.what}: ${stdout}${stderr}`)
  const earlier = join(folder, one.what.replaceAll(/\W+/g, '-'))
  cpSync(place.out, earlier, { recursive: true })
  const able = abilities()
  return situationsOf(one, files, able).map(({ how, run }) => ({
    what: one.what,
    how,
    run: async () => {
      if (run === undefined) return { says: notHere, problem: undefined }
      using fresh = new Place(setting)
      return await run({ one, place: fresh, earlier, files, kills, abilities: able })
    },
  }))
}

function readingJobs(one: (typeof read)[number], setting: Setting): readonly Job[] {
  return inputs.map(([how, input]) => ({
    what: `reading ${one.what}`,
    how,
    run: async () => {
      using place = new Place(setting)
      return await readFrom(one, input, place)
    },
  }))
}
