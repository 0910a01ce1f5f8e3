import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { cleanEnvironment } from '../support/run-process.ts'

/** The first line that a pack prints, after which it is ended; with what it said on stderr where there is none. */
export async function firstLineOf(command: readonly string[], cwd: string): Promise<string> {
  const [program = '', ...args] = command
  const child = spawn(program, args, { cwd, env: cleanEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] })
  let stderr = ''
  child.stderr.on('data', (text: Buffer) => (stderr += text.toString()))
  const line = once(createInterface(child.stdout), 'line').then(([first]) => String(first))
  const closed = once(child, 'close')
  const first = await Promise.race([line, closed.then(() => stderr)])
  child.kill('SIGKILL')
  await closed
  return first
}
