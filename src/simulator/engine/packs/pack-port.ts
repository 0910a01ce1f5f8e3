import { EngineError, messageOf } from '../engine-error.ts'

/** What came first from a pack: a line on stdout, or its end. */
export type FirstLine = { readonly line: string } | { readonly exitCode: number }

/** The sentences are the CLI's: it reads the port of this form through its Node host. */
export function directoryPort(first: FirstLine): number {
  const prefix = 'policy pack not started: could not read policy pack port: '
  if ('exitCode' in first) throw new EngineError(`${prefix}io: read/write on closed pipe`)
  if (!/^\d+$/.test(first.line)) throw new EngineError(`${prefix}expected integer`)
  return Number(first.line)
}

/** The CLI reads the port of an executable file itself, so its sentences differ. */
export async function executablePort(
  path: string,
  absolute: string,
  firstLine: Promise<FirstLine>,
): Promise<number> {
  try {
    return parsePort(path, absolute, await firstLine)
  } catch (error) {
    throw new EngineError(
      `policy pack "${absolute}" failed to start: ${failureToStart(path, absolute, error)}`,
    )
  }
}

function parsePort(path: string, absolute: string, first: FirstLine): number {
  if ('exitCode' in first) {
    throw new EngineError(
      `could not read plugin [${path}]: ${first.exitCode === 0 ? 'EOF' : `exit status ${first.exitCode}`}`,
    )
  }
  const line = first.line.trim()
  if (/^\d+$/.test(line)) return Number(line)
  throw new EngineError(
    `${absolute} (analyzer) plugin [${path}] wrote an invalid port to stdout: ` +
      `could not parse port: strconv.Atoi: parsing ${JSON.stringify(line)}: invalid syntax`,
  )
}

function failureToStart(path: string, absolute: string, error: unknown): string {
  if (error instanceof EngineError) return error.message
  const reason = (error as NodeJS.ErrnoException).code === 'EACCES' ? 'permission denied' : messageOf(error)
  return `failed to load plugin ${path}: fork/exec ${absolute}: ${reason}`
}
