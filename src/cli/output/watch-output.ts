import { reasonOf } from '../../io/system-reason.ts'
import { exitCodes } from '../exit-code.ts'

/**
 * Keeps a stream that breaks from ending the process with a stack trace. A reader that has left, as `| head` does, has
 * seen what it wanted: the exit code stays. Any other failure means that the report is not where it should be.
 */
export function watchOutput(
  stdout: NodeJS.WriteStream,
  stderr: NodeJS.WriteStream,
): { exitCode(judged: number): number } {
  let lost: string | undefined
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && lost === undefined) {
      lost = reasonOf(error)
      stderr.write(`mfa-gate: standard output cannot be written (${lost}); give the report a file.\n`)
    }
  })
  // There is nowhere left to say it.
  stderr.on('error', () => undefined)
  return {
    exitCode: (judged) => (lost !== undefined && judged === exitCodes.pass ? exitCodes.usage : judged),
  }
}
