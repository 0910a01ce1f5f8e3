import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  watch,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { buffer } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { mfaGate, type Ran } from '../../support/run-process.ts'
import { type Abilities, asUser, onFullDisk } from './abilities.ts'
import { bytesAt, filesUnder, type Place } from './place.ts'
import type { Written } from './written.ts'

/** What a run comes to in a situation: the exit codes, and what is wrong. */
export interface Outcome {
  readonly says: string
  readonly problem: string | undefined
}

/** What one kind of file is tried with. */
export interface Trial {
  readonly one: Written
  readonly place: Place
  /** What an earlier run has written, and the files of it, relative to it. */
  readonly earlier: string
  readonly files: readonly string[]
  readonly kills: number
  readonly abilities: Abilities
}

interface Situation {
  readonly how: string
  /** Undefined where this machine does not allow it. */
  readonly run: ((trial: Trial) => Promise<Outcome>) | undefined
}

const foreign = 'a file of somebody else\n'

/** All that can be at the path, or happen, while a kind of file is written. */
export function situationsOf(
  one: Written,
  files: readonly string[],
  { ordinary, disks }: Abilities,
): readonly Situation[] {
  const paths = files.flatMap((file) => [file, ...(one.beside ?? []).map((more) => `${file}${more}`)])
  return [
    { how: 'SIGKILL', run: killed },
    { how: 'two writers, five times', run: twoWriters },
    ...paths.flatMap((path): readonly Situation[] => {
      const named = path === '' ? '' : ` at \`${path}\``
      return [
        { how: `a symbolic link to a foreign file${named}`, run: (trial) => linked(trial, path, 'foreign') },
        { how: `a symbolic link to nothing${named}`, run: (trial) => linked(trial, path, 'nothing') },
        { how: `a folder of somebody else${named}`, run: (trial) => folderInTheWay(trial, path) },
        { how: `a file of somebody else${named}`, run: (trial) => foreignFile(trial, path) },
      ]
    }),
    ...files.flatMap((path): readonly Situation[] => {
      const named = path === '' ? '' : ` at \`${path}\``
      return [
        { how: `a pipe that nobody reads${named}`, run: (trial) => unreadPipe(trial, path) },
        { how: `a device that is full${named}`, run: (trial) => fullDevice(trial, path) },
      ]
    }),
    ...(one.what.includes('SQLite') ? [{ how: 'a database of somebody else', run: foreignDatabase }] : []),
    { how: 'a pipe that somebody reads', run: files.includes('') ? readPipe : unreadFolder },
    {
      how: 'a folder that may not be written to',
      run: ordinary === undefined ? undefined : (trial) => readOnly(trial, ordinary),
    },
    { how: 'a disk that is full', run: disks ? (trial) => fullDisk(trial, 0) : undefined },
    { how: 'a disk with 4 kB left', run: disks ? (trial) => fullDisk(trial, 4_096) : undefined },
    { how: 'files that may not grow (ulimit -f 1)', run: (trial) => limited(trial, 'ulimit -f 1') },
    ...[20, 24, 28, 32].map((most) => ({
      how: `at most ${most} open files`,
      run: (trial: Trial) => limited(trial, `ulimit -n ${most}`),
    })),
  ]
}

/** Half of the kills at any moment, half just when something appears where the file will be. */
async function killed({ one, place, earlier, files, kills }: Trial): Promise<Outcome> {
  place.restore(earlier)
  const { milliseconds } = await place.write(one)
  let struck = 0
  for (let kill = 0; kill < kills; kill += 1) {
    place.restore(earlier)
    const child = spawn(process.execPath, [mfaGate, ...one.args(place.out)], {
      cwd: place.folder,
      env: place.environment(one.environment?.(place.out)),
      stdio: 'ignore',
    })
    using killer = kill % 2 === 0 ? atOnce(child, milliseconds) : onChange(child, place, files)
    const [, signal] = (await once(child, 'close')) as [number | null, string | null]
    struck += Number(signal === 'SIGKILL')
    if (killer.failed) throw new Error('the kill itself failed')
    const half = halfOf(one, place.out, files)
    if (half !== undefined) return { says: `${struck} killed`, problem: half }
  }
  const next = await place.write(one)
  const problem = plain(next) ?? halfOf(one, place.out, files)
  return { says: `${struck} killed, then ${String(next.exitCode)}`, problem }
}

interface Killer extends Disposable {
  readonly failed: boolean
}

type Child = ReturnType<typeof spawn>

/** Most of the time goes by before a file is begun. */
function atOnce(child: Child, usualMs: number): Killer {
  const timer = setTimeout(() => child.kill('SIGKILL'), usualMs * (0.4 + 0.7 * Math.random()))
  return { failed: false, [Symbol.dispose]: () => clearTimeout(timer) }
}

function onChange(child: Child, place: Place, files: readonly string[]): Killer {
  const folders = new Set(files.map((file) => dirname(join(place.out, file))))
  let timer: NodeJS.Timeout | undefined
  const strike = (): void => {
    timer ??= setTimeout(() => child.kill('SIGKILL'), Math.floor(4 * Math.random()))
  }
  const watchers = [...folders].map((folder) => watch(folder, strike))
  return {
    failed: false,
    [Symbol.dispose]() {
      clearTimeout(timer)
      for (const watcher of watchers) watcher.close()
    },
  }
}

async function twoWriters({ one, place, earlier, files }: Trial): Promise<Outcome> {
  const codes = new Set<number | null>()
  for (let round = 0; round < 5; round += 1) {
    if (round === 0) rmSync(place.out, { recursive: true, force: true })
    else place.restore(earlier)
    const both = await Promise.all([place.write(one), place.write(one)])
    for (const { exitCode } of both) codes.add(exitCode)
    const wrong = both.map(plain).find((problem) => problem !== undefined)
    const says = [...codes].join(', ')
    if (wrong !== undefined) return { says, problem: wrong }
    const half = halfOf(one, place.out, files)
    if (half !== undefined)
      return { says, problem: `${half}: ${both.map(({ stderr }) => stderr.slice(0, 200)).join('; ')}` }
    const [stranger] = place.strangers(files.map((file) => join('out', file)))
    if (stranger !== undefined) return { says, problem: `${stranger} was left behind` }
  }
  return { says: [...codes].join(', '), problem: undefined }
}

/** A link leads to a file that nobody meant, which a writer would change without a word. */
async function linked(trial: Trial, path: string, to: 'foreign' | 'nothing'): Promise<Outcome> {
  const { one, place } = trial
  const aim = join(place.folder, 'aim')
  if (to === 'foreign') writeFileSync(aim, foreign)
  const link = clearedFor(trial, path)
  symlinkSync(aim, link)
  const ran = await place.write(one)
  const untouched = to === 'foreign' ? readFileSync(aim, 'utf8') === foreign : !existsSync(aim)
  return outcome(ran, untouched ? asked(trial, ran, path) : 'what the link leads to was written')
}

async function folderInTheWay(trial: Trial, path: string): Promise<Outcome> {
  const { one, place } = trial
  const folder = clearedFor(trial, path)
  mkdirSync(folder)
  writeFileSync(join(folder, 'theirs'), foreign)
  const ran = await place.write(one)
  const untouched = bytesAt(join(folder, 'theirs'))?.toString() === foreign
  return outcome(ran, untouched ? asked(trial, ran, path) : 'the folder was not left alone')
}

async function foreignFile(trial: Trial, path: string): Promise<Outcome> {
  const { one, place, files } = trial
  const file = clearedFor(trial, path)
  writeFileSync(file, foreign)
  const ran = await place.write(one)
  const after = bytesAt(file)?.toString()
  // Nobody names what is beside a file; a file that was named may be replaced where that is what naming it means.
  if (!files.includes(path)) return outcome(ran, besideIt(after) ?? plain(ran))
  if (one.foreign === 'left')
    return outcome(ran, after === foreign ? asked(trial, ran, path) : 'it was replaced')
  const kept = one.foreign === 'added to' ? after?.startsWith(foreign) === true : true
  const whole = kept && after !== undefined && after !== foreign && one.isWhole(file)
  return outcome(ran, whole ? plain(ran) : 'half a file')
}

async function foreignDatabase({ one, place }: Trial): Promise<Outcome> {
  {
    using database = new DatabaseSync(place.out)
    database.exec('create table theirs (a); insert into theirs values (1)')
  }
  const before = readFileSync(place.out)
  const ran = await place.write(one)
  return outcome(ran, readFileSync(place.out).equals(before) ? refused(ran) : 'it was changed')
}

/** A journal that is none is cleared away by SQLite, as one of a process that was killed. */
function besideIt(after: string | undefined): string | undefined {
  return after === undefined || after === foreign || !after.startsWith('a file')
    ? undefined
    : 'it was changed'
}

async function unreadPipe(trial: Trial, path: string): Promise<Outcome> {
  execFileSync('mkfifo', [clearedFor(trial, path)])
  const ran = await trial.place.write(trial.one)
  return outcome(ran, asked(trial, ran, path))
}

/** A pipe is written to as it is, and what comes out of it is whole; what cannot be a pipe is refused. */
async function readPipe({ one, place }: Trial): Promise<Outcome> {
  execFileSync('mkfifo', [place.out])
  const reader = spawn('cat', [place.out], { stdio: ['ignore', 'pipe', 'ignore'] })
  const through = buffer(reader.stdout)
  await wait(100)
  const ran = await place.write(one)
  // One that nobody has opened for writing would wait for ever.
  if (ran.exitCode !== 0) reader.kill()
  const file = join(place.folder, 'through')
  writeFileSync(file, await Promise.race([through, wait(2_000, Buffer.alloc(0))]))
  reader.kill()
  if (ran.exitCode !== 0) return outcome(ran, plain(ran))
  return outcome(ran, one.isWhole(file) ? plain(ran) : 'what came through the pipe is not whole')
}

async function unreadFolder({ one, place }: Trial): Promise<Outcome> {
  execFileSync('mkfifo', [place.out])
  const ran = await place.write(one)
  return outcome(ran, plain(ran))
}

async function fullDevice(trial: Trial, path: string): Promise<Outcome> {
  const { one, place } = trial
  if (path === '') {
    const ran = await place.write(one, '/dev/full')
    return outcome(ran, asked(trial, ran, path))
  }
  // A link to the device, as no other can be made without being root.
  symlinkSync('/dev/full', clearedFor(trial, path))
  const ran = await place.write(one)
  return outcome(ran, asked(trial, ran, path))
}

async function readOnly(trial: Trial, ordinary: NonNullable<Abilities['ordinary']>): Promise<Outcome> {
  const { one, place, earlier, files } = trial
  place.restore(earlier)
  const authority = join(place.folder, 'authority.pem')
  cpSync(String(place.environment()['NODE_EXTRA_CA_CERTS']), authority)
  if (ordinary.uid !== undefined) place.giveTo(ordinary.uid)
  for (const folder of new Set([
    place.folder,
    place.out,
    ...files.map((file) => dirname(join(place.out, file))),
  ]))
    if (!files.includes('') || folder !== place.out) chmodSync(folder, 0o555)
  for (const file of files) chmodSync(join(place.out, file), 0o444)
  const more = { ...one.environment?.(place.out), NODE_EXTRA_CA_CERTS: authority, HOME: place.folder }
  const ran = await place.runAs(asUser(ordinary), one.args(place.out), more)
  const changed = changedIn(trial, place.out)
  return outcome(ran, changed ?? (one.unwritten === 'says so' ? plain(ran) : refused(ran)))
}

async function fullDisk(trial: Trial, free: number): Promise<Outcome> {
  const { one, place, earlier, files } = trial
  const [disk, after] = [join(place.folder, 'disk'), join(place.folder, 'after')]
  for (const folder of [disk, after]) mkdirSync(folder)
  const out = join(disk, 'out')
  // What is taken away first would make room.
  if (one.fresh !== true) cpSync(earlier, out, { recursive: true })
  const ran = await place.runAs(onFullDisk(disk, after, free), one.args(out), one.environment?.(out))
  if (ran.exitCode === 98 || ran.exitCode === 99) throw new Error(`no disk: ${ran.stderr}`)
  const half = halfOf(one, join(after, 'out'), files)
  // What is added may fit into what its last page has left.
  const fails = free === 0 && one.unwritten === 'fails' && one.foreign !== 'added to'
  const failed = fails ? refused(ran) : plain(ran)
  return outcome(ran, half ?? failed)
}

async function limited({ one, place, earlier, files }: Trial, limit: string): Promise<Outcome> {
  place.restore(earlier)
  const ran = await place.write(one, place.out, limit)
  return outcome(ran, halfOf(one, place.out, files) ?? hung(ran))
}

/** Where the file will be, with everything else of an earlier run there. */
function clearedFor({ place, earlier }: Trial, path: string): string {
  place.restore(earlier)
  const file =
    path === ''
      ? place.out
      : path.startsWith('-') || path.startsWith('.')
        ? `${place.out}${path}`
        : join(place.out, path)
  rmSync(file, { recursive: true, force: true })
  return file
}

/** The first file that is neither whole nor what was there. */
function halfOf(one: Written, out: string, files: readonly string[]): string | undefined {
  const half = files.find((file) =>
    existsSync(join(out, file)) ? !one.isWhole(join(out, file)) : one.fresh !== true,
  )
  if (half === undefined) return undefined
  return existsSync(join(out, half))
    ? `half a file${half === '' ? '' : `: ${half}`}`
    : `no file${half === '' ? '' : `: ${half}`}`
}

function changedIn({ earlier, files }: Trial, out: string): string | undefined {
  const changed = files.find(
    (file) => bytesAt(join(out, file))?.equals(readFileSync(join(earlier, file))) !== true,
  )
  const more = filesUnder(out).length > files.length
  return changed !== undefined ? 'it was changed' : more ? 'something was left behind' : undefined
}

/** Of the file that was named a run that cannot write it says so; what is beside it may do no harm. */
function asked({ one, files }: Trial, ran: Ran, path: string): string | undefined {
  return files.includes(path) && one.unwritten === 'fails' ? refused(ran) : plain(ran)
}

function outcome({ exitCode }: Ran, problem: string | undefined): Outcome {
  return { says: String(exitCode), problem }
}

function hung({ exitCode }: Ran): string | undefined {
  return exitCode === null ? 'it hung, or was ended' : undefined
}

export function plain(ran: Ran): string | undefined {
  const { exitCode, stdout, stderr } = ran
  if (exitCode === 70 || /\n\s+at .+:\d+:\d+/.test(stdout + stderr))
    return `a defect: ${stderr.slice(0, 300)}`
  return hung(ran)
}

/** A refusal in a sentence, in time. */
export function refused(ran: Ran): string | undefined {
  return ran.exitCode === 0 ? `it was not refused: ${(ran.stdout + ran.stderr).slice(0, 300)}` : plain(ran)
}
