import { isSea } from 'node:sea'
import { isThere } from '../io/place.ts'

/** Work of Node's threads that others may hold up: name servers, and file systems on a network. */
const heldUp = new Set(['GetAddrInfoReqWrap', 'GetNameInfoReqWrap', 'FSReqCallback', 'FSReqPromise'])

/**
 * Ends the process with this exit code. Node waits for its threads before it ends, and one that asks a name server which
 * does not answer has not come back for a minute; another program in its place ends at once, where the system can do that.
 */
export function leave(exitCode: number): never {
  const [program, ...args] = programThatEnds(exitCode, isSea())
  const held = process.getActiveResourcesInfo().some((name) => heldUp.has(name))
  if (process.execve !== undefined && held && isThere(program)) {
    process.emit('exit', exitCode)
    process.execve(program, [program, ...args], {})
  }
  process.exit(exitCode)
}

/** Node itself, but not where it would start this command again. */
export function programThatEnds(exitCode: number, isBinary: boolean): [program: string, ...string[]] {
  if (isBinary) return ['/bin/sh', '-c', `exit ${exitCode}`]
  return [process.execPath, '-e', `process.exit(${exitCode})`]
}
