import { spawn } from 'node:child_process'

export interface CommandResult {
  readonly exitCode: number
  readonly output: string
}

/** What the demo has of the process that shows it. */
export interface Stage {
  readonly environment: NodeJS.ProcessEnv
  readonly write: (text: string) => void
  /** Writes a line. */
  readonly say: (line: string) => void
  readonly signals: NodeJS.EventEmitter
}

/** Runs a command, shows it and what it prints, and answers both. */
export async function runPrinted(
  title: string,
  [program = '', ...args]: readonly string[],
  cwd: string,
  { environment, write, say, signals }: Stage,
): Promise<CommandResult> {
  say(`$ ${title}`)
  const child = spawn(program, args, { cwd, env: environment, stdio: ['ignore', 'pipe', 'pipe'] })
  const stop = (): boolean => child.kill('SIGTERM')
  signals.once('SIGINT', stop)
  signals.once('SIGTERM', stop)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
      write(text)
    })
  }
  const exitCode = await new Promise<number>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve(code ?? 1))
  })
  signals.off('SIGINT', stop)
  signals.off('SIGTERM', stop)
  return { exitCode, output }
}
