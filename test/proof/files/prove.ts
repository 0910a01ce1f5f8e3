import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { scenarioFromOptions, startTenant } from '../../../src/simulator/tenant/index.ts'
import { cleanEnvironment, mfaGate, type Ran, runProcess } from '../../support/run-process.ts'

interface Met {
  readonly what: string
  readonly how: string
  /** The exit codes of the runs. */
  readonly says: string
  readonly problem: string | undefined
}

/** A file that the gate writes, and whether one is whole. */
interface Written {
  readonly what: string
  readonly args: (path: string) => readonly string[]
  readonly isWhole: (bytes: Buffer) => boolean
}

const isJson = (bytes: Buffer): boolean => succeeds(() => JSON.parse(bytes.toString()))

const written: readonly Written[] = [
  { what: 'a JSON report', args: (path) => ['check', '--format', `json=${path}`], isWhole: isJson },
  { what: 'a SARIF report', args: (path) => ['check', '--format', `sarif=${path}`], isWhole: isJson },
  {
    what: 'an HTML report',
    args: (path) => ['check', '--format', `html=${path}`],
    isWhole: (bytes) => bytes.toString().trimEnd().endsWith('</html>'),
  },
  { what: 'a snapshot', args: (path) => ['snapshot', '--output', path], isWhole: isJson },
  {
    what: 'an evidence bundle',
    args: (path) => ['evidence', '--output', path],
    isWhole: (bytes) => succeeds(() => unzipSync(bytes)),
  },
]

const read: readonly { readonly what: string; readonly args: (path: string) => readonly string[] }[] = [
  { what: 'rules', args: (path) => ['check', '--rules', path] },
  { what: 'a saved snapshot', args: (path) => ['check', '--snapshot', path] },
  { what: 'tenants', args: (path) => ['audit', '--tenants', path] },
  { what: 'a bundle to verify', args: (path) => ['evidence', 'verify', path] },
]

const old = 'what was there before'
const foreign = 'a file of somebody else'
/** What takes longer has hung, on whichever machine. */
const longestMs = 45_000

/** Runs all situations, each in a folder of its own. */
export async function proveFiles(
  kills: number,
  only: RegExp,
  say: (line: string) => void,
): Promise<readonly Met[]> {
  await using tenant = await startTenant(scenarioFromOptions({ population: 100, registered: 96 }))
  const environment = { ...cleanEnvironment(), ...tenant.environment }
  const met: Met[] = []
  const inFolder = async (
    what: string,
    how: string,
    work: (folder: string) => Promise<[string, string | undefined]>,
  ) => {
    const folder = mkdtempSync(join(tmpdir(), 'mfa-gate-files-'))
    try {
      const [says, problem] = await work(folder)
      met.push({ what, how, says, problem })
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
  const run = (args: readonly string[], cwd: string, limits = ''): Promise<Ran> =>
    runProcess(
      limits === ''
        ? [process.execPath, mfaGate, ...args]
        : ['/bin/sh', '-c', `${limits}; exec "$0" "$@"`, process.execPath, mfaGate, ...args],
      environment,
      { cwd, limitMs: longestMs },
    )
  for (const one of written.filter(({ what }) => only.test(what))) {
    say(one.what)
    const { args, isWhole, what } = one
    await inFolder(what, `SIGKILL at ${kills} random moments`, async (folder) =>
      killed(one, folder, kills, environment),
    )
    await inFolder(what, 'two writers, five times', async (folder) => {
      const path = join(folder, 'out')
      for (let round = 0; round < 5; round += 1) {
        const both = await Promise.all([run(args(path), folder), run(args(path), folder)])
        const codes = both.map(({ exitCode }) => String(exitCode)).join(' ')
        if (!existsSync(path))
          return [codes, `no file: ${both.map(({ stderr }) => stderr.slice(0, 200)).join('; ')}`]
        if (!isWhole(readFileSync(path))) return [codes, 'half a file']
      }
      return ['–', strangersIn(folder)]
    })
    for (const dangling of [false, true]) {
      await inFolder(
        what,
        dangling ? 'a symbolic link to nothing' : 'a symbolic link to a foreign file',
        async (folder) => {
          const [path, aim] = [join(folder, 'out'), join(folder, 'foreign')]
          if (!dangling) writeFileSync(aim, foreign)
          symlinkSync(aim, path)
          const ran = await run(args(path), folder)
          const untouched = dangling ? !existsSync(aim) : readFileSync(aim, 'utf8') === foreign
          return [String(ran.exitCode), untouched ? refusedWith(ran) : 'the foreign file was written']
        },
      )
    }
    await inFolder(what, 'a folder of somebody else', async (folder) => {
      mkdirSync(join(folder, 'out'))
      writeFileSync(join(folder, 'out/foreign'), foreign)
      const ran = await run(args(join(folder, 'out')), folder)
      const intact = readFileSync(join(folder, 'out/foreign'), 'utf8') === foreign
      return [String(ran.exitCode), intact ? undefined : 'the foreign file was written']
    })
    await inFolder(what, 'a pipe that nobody reads', async (folder) => {
      execFileSync('mkfifo', [join(folder, 'out')])
      const ran = await run(args(join(folder, 'out')), folder)
      return [String(ran.exitCode), refusedWith(ran)]
    })
    await inFolder(what, 'a device that is full', async (folder) => {
      const ran = await run(args('/dev/full'), folder)
      return [String(ran.exitCode), refusedWith(ran)]
    })
    await inFolder(what, 'files that may not grow (ulimit -f 1)', async (folder) => {
      const path = join(folder, 'out')
      writeFileSync(path, old)
      const ran = await run(args(path), folder, 'ulimit -f 1')
      const bytes = existsSync(path) ? readFileSync(path) : undefined
      const fine = bytes === undefined || bytes.toString() === old || isWhole(bytes)
      return [String(ran.exitCode), fine ? plain(ran) : 'half a file']
    })
    for (const files of [24, 28, 32]) {
      await inFolder(what, `at most ${files} open files`, async (folder) => {
        const path = join(folder, 'out')
        writeFileSync(path, old)
        const ran = await run(args(path), folder, `ulimit -n ${files}`)
        const bytes = existsSync(path) ? readFileSync(path) : undefined
        const fine = bytes === undefined || bytes.toString() === old || isWhole(bytes)
        return [String(ran.exitCode), fine ? (ran.exitCode === null ? 'it hung' : undefined) : 'half a file']
      })
    }
  }
  for (const { what, args } of read.filter((one) => only.test(one.what))) {
    say(what)
    for (const [how, path] of [
      ['a device without an end', '/dev/zero'],
      ['a device that waits', '/dev/tty'],
      ['a folder', '/'],
      ['a pipe that nobody writes', 'fifo'],
    ] as const) {
      await inFolder(`reading ${what}`, how, async (folder) => {
        if (path === 'fifo') execFileSync('mkfifo', [join(folder, 'fifo')])
        const ran = await run(args(path), folder)
        return [String(ran.exitCode), refusedWith(ran)]
      })
    }
  }
  return met
}

/** A kill while the file is made; the next run clears up. */
async function killed(
  { args, isWhole }: Written,
  folder: string,
  kills: number,
  environment: NodeJS.ProcessEnv,
): Promise<[string, string | undefined]> {
  const path = join(folder, 'out')
  const whole = await runProcess([process.execPath, mfaGate, ...args(path)], environment, { cwd: folder })
  writeFileSync(path, old)
  for (let kill = 0; kill < kills; kill += 1) {
    const child = spawn(process.execPath, [mfaGate, ...args(path)], {
      cwd: folder,
      env: environment,
      stdio: 'ignore',
    })
    // Most of the time goes by before a file is begun.
    const timer = setTimeout(() => child.kill('SIGKILL'), whole.milliseconds * (0.4 + 0.7 * Math.random()))
    await once(child, 'close')
    clearTimeout(timer)
    const bytes = existsSync(path) ? readFileSync(path) : Buffer.from(old)
    if (bytes.toString() !== old && !isWhole(bytes)) return ['killed', 'half a file']
  }
  await runProcess([process.execPath, mfaGate, ...args(path)], environment, { cwd: folder })
  if (!existsSync(path)) return ['killed', 'no file after the next run']
  return ['killed', isWhole(readFileSync(path)) ? undefined : 'half a file after the next run']
}

function strangersIn(folder: string): string | undefined {
  const others = readdirSync(folder).filter((name) => name !== 'out')
  return others.length === 0 ? undefined : `left behind: ${others.join(', ')}`
}

/** A refusal in a sentence, in time. */
function refusedWith(ran: Ran): string | undefined {
  if (ran.exitCode === 0) return 'it was not refused'
  return plain(ran)
}

function plain({ exitCode, stdout, stderr }: Ran): string | undefined {
  if (exitCode === null) return 'it hung'
  if (exitCode === 70 || /\n\s+at .+:\d+:\d+/.test(stdout + stderr))
    return `a defect: ${stderr.slice(0, 300)}`
  return undefined
}

function succeeds(work: () => unknown): boolean {
  try {
    work()
    return true
  } catch {
    return false
  }
}
