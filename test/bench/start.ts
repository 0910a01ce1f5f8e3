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

const runs = Number(process.argv[2] ?? 9)
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

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

const empty = emptyPack()
const pack = join(projectDirectory, 'policy-pack')
const [binary = ''] = await buildBinaries(projectDirectory, join(empty, 'binary'))
const contenders: readonly Contender[] = [
  {
    name: 'empty pack, directory',
    command: [process.execPath, launcher, anyEngine, empty],
    directory: empty,
  },
  { name: 'this pack, directory', command: [process.execPath, launcher, anyEngine, pack], directory: pack },
  {
    name: 'this pack, executable',
    command: [join(pack, 'dist/entra-mfa-gate'), anyEngine],
    directory: empty,
  },
  { name: 'this pack, binary', command: [binary, anyEngine], directory: empty },
]
const times = contenders.map((): number[] => [])
try {
  for (let run = -1; run < runs; run += 1) {
    for (const [index, contender] of contenders.entries()) {
      const milliseconds = await timeToPort(contender)
      // The first round warms the file cache and does not count.
      if (run >= 0) times[index]?.push(milliseconds)
    }
  }
} finally {
  rmSync(empty, { recursive: true, force: true })
}
const base = median(times[0] ?? [])
process.stdout.write(
  `Start to port, median of ${runs}, Node ${process.versions.node}, ${cpus().length} cores:\n`,
)
for (const [index, { name }] of contenders.entries()) {
  const own = times[index] ?? []
  const [least, middle, most] = [Math.min(...own), median(own), Math.max(...own)].map((value) =>
    value.toFixed(0),
  )
  process.stdout.write(
    `${name.padEnd(24)} ${middle} ms (${least}–${most}), ratio ${(median(own) / base).toFixed(2)}\n`,
  )
}
