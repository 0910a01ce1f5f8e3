/**
 * How long the pack takes from its start to its port, in all forms, beside an empty @pulumi/policy pack, all in one run
 * and in turn, so that a busy machine slows all of them. `npm run bench:start [RUNS]`.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { buildBinaries } from '../../.dev/build-binary.ts'
import { projectDirectory } from '../support/run-process.ts'
import { measured } from './speed/contest.ts'

const launcher = createRequire(import.meta.url).resolve('@pulumi/pulumi/cmd/run-policy-pack')
const anyEngine = '127.0.0.1:1'

interface Contender {
  readonly name: string
  readonly command: readonly string[]
  readonly directory: string
}

function emptyPack(): string {
  const directory = mkdtempSync(join(tmpdir(), 'mfa-gate-empty-pack-'))
  writeFileSync(join(directory, 'PulumiPolicy.yaml'), 'runtime: nodejs\n')
  writeFileSync(
    join(directory, 'package.json'),
    '{ "name": "empty", "version": "0.0.1", "main": "index.js" }',
  )
  writeFileSync(
    join(directory, 'index.js'),
    "const { PolicyPack } = require('@pulumi/policy')\nnew PolicyPack('empty', { policies: [] })\n",
  )
  symlinkSync(join(projectDirectory, 'node_modules'), join(directory, 'node_modules'))
  return directory
}

/** Milliseconds from the start of the process to the line with its port. */
async function timeToPort({ command, directory }: Contender): Promise<number> {
  const [program = '', ...args] = command
  const started = performance.now()
  const child = spawn(program, args, { cwd: directory, stdio: ['ignore', 'pipe', 'inherit'] })
  const [port] = (await once(createInterface(child.stdout), 'line')) as [string]
  const milliseconds = performance.now() - started
  child.kill('SIGKILL')
  await once(child, 'close')
  if (!/^\d+$/.test(port)) throw new Error(`no port but: ${port}`)
  return milliseconds
}

interface StartForms extends Disposable {
  readonly empty: Contender
  readonly ours: readonly Contender[]
  /** How long a form takes to its port. */
  readonly time: (form: Contender) => Promise<{ readonly wallMs: number }>
}

/** All forms of the pack, and an empty one. */
export async function startForms(): Promise<StartForms> {
  const directory = emptyPack()
  const pack = join(projectDirectory, 'policy-pack')
  const [binary = ''] = await buildBinaries(projectDirectory, join(directory, 'binary'))
  const byLauncher = (folder: string) => [process.execPath, launcher, anyEngine, folder]
  return {
    empty: { name: 'empty pack, directory', command: byLauncher(directory), directory },
    ours: [
      { name: 'directory', command: byLauncher(pack), directory: pack },
      { name: 'executable', command: [join(pack, 'dist/entra-mfa-gate'), anyEngine], directory },
      { name: 'binary', command: [binary, anyEngine], directory },
    ],
    time: async (form) => ({ wallMs: await timeToPort(form) }),
    [Symbol.dispose]: () => rmSync(directory, { recursive: true, force: true }),
  }
}

if (import.meta.main) {
  const runs = Number(process.argv[2] ?? 9)
  using forms = await startForms()
  process.stdout.write(
    `Start to port, median of ${runs}, Node ${process.versions.node}, ${cpus().length} cores:\n`,
  )
  for (const form of forms.ours) {
    const contest = { id: form.name, title: form.name, yardstick: forms.empty.name }
    const ours = () => forms.time(form)
    const row = await measured({ ...contest, ours, bare: () => forms.time(forms.empty) }, runs)
    process.stdout.write(
      `this pack, ${form.name.padEnd(11)} ${row.wallMs.toFixed(0)} ms, ${forms.empty.name} ${row.bareMs.toFixed(0)} ms, ratio ${row.ratio.toFixed(2)}\n`,
    )
  }
}
