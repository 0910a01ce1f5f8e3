import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'

import { cleanEnvironment } from '../../support/run-process.ts'

const root = join(import.meta.dirname, '../../..')
const fixtures = join(root, 'test/fixtures/engine')

export interface EngineRun {
  readonly exit: number | null
  /** Without the first line, which says what the engine is, and without colours. */
  readonly output: string
  readonly firstLine: string
  readonly errors: string
}

type EngineProcess = ChildProcessByStdio<null, Readable, Readable>

/** Starts the embedded engine as its users do, in the directory of the fixture program. */
export function startEngine(
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): { readonly engine: EngineProcess; readonly ended: Promise<EngineRun> } {
  const engine = spawn(process.execPath, [join(root, 'src/simulator/engine/main.ts'), ...words], {
    cwd: join(fixtures, 'program'),
    env: { ...cleanEnvironment(), PULUMI_STACK: '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return { engine, ended: ended(engine) }
}

async function ended(engine: EngineProcess): Promise<EngineRun> {
  const [output, errors, [exit]] = await Promise.all([
    text(engine.stdout),
    text(engine.stderr),
    once(engine, 'close') as Promise<[number | null]>,
  ])
  // eslint-disable-next-line no-control-regex -- the program's own stack traces are coloured
  const [firstLine = '', ...lines] = output.replaceAll(/\x1b\[\d+m/g, '').split('\n')
  return { exit, firstLine, output: lines.join('\n'), errors }
}

/** Lets only so many run at once; each answer comes when its turn is over. */
export function atMost(limit: number): <Answer>(work: () => Promise<Answer>) => Promise<Answer> {
  const waiting: (() => void)[] = []
  let running = 0
  return async (work) => {
    if (running >= limit) await new Promise<void>((resolve) => waiting.push(resolve))
    running++
    try {
      return await work()
    } finally {
      running--
      waiting.shift()?.()
    }
  }
}
