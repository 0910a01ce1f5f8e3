import { spawn } from 'node:child_process'
import { say } from './say.ts'

export interface Shown {
  readonly exitCode: number
  readonly output: string
}

/** Runs a command, shows it and what it prints, and answers both. */
export async function runShown(
  title: string,
  [program = '', ...args]: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<Shown> {
  say(`$ ${title}`)
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const stop = (): boolean => child.kill('SIGTERM')
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
      process.stdout.write(text)
    })
  }
  const exitCode = await new Promise<number>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve(code ?? 1))
  })
  process.off('SIGINT', stop)
  process.off('SIGTERM', stop)
  return { exitCode, output }
}
