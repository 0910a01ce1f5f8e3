import { codeOf } from './system-reason.ts'

/** What is wrong with the machine or the place that a process runs in, which is no defect of the gate; else undefined. */
export function machineProblem(error: unknown, depth = 0): string | undefined {
  if (!(error instanceof Error) || depth > 5) return undefined
  const code = codeOf(error)
  if (code === 'EMFILE' || code === 'ENFILE') {
    return 'too few files may be open at once; raise the limit, as with `ulimit -n 1024`, and run again'
  }
  if (code === 'ENOENT' && 'syscall' in error && error.syscall === 'uv_cwd') {
    return 'the folder that the command runs in has been removed; change to one that is there, and run again'
  }
  return machineProblem(error.cause, depth + 1)
}
