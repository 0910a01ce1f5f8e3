import { codeOf, reasonOf } from './system-reason.ts'

/** Why a file was not read or not written, in words that a sentence of the caller ends with. */
export class FileProblem extends Error {
  readonly reason: string
  /** Of the text, from 1, where it is one line that is wrong. */
  readonly line: number | undefined

  constructor(reason: string, { line, cause }: { line?: number; cause?: unknown } = {}) {
    super(reason, { cause })
    this.name = 'FileProblem'
    this.reason = reason
    this.line = line
  }
}

/** What `work` answers; what the system refuses becomes a FileProblem. */
export function asFileProblem<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw problemOf(error)
  }
}

/** Why the system refuses `work`, for people; undefined when it was done. */
export function refusalOf(work: () => void): string | undefined {
  try {
    asFileProblem(work)
    return undefined
  } catch (error) {
    if (error instanceof FileProblem) return error.reason
    throw error
  }
}

/** The same for what was thrown already; a defect stays one. */
function problemOf(error: unknown): unknown {
  const known = error instanceof Error && ('syscall' in error || codeOf(error) === 'ERR_INVALID_ARG_VALUE')
  return known ? new FileProblem(reasonOf(error), { cause: error }) : error
}
