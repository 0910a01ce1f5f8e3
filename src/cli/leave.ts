/** Work of Node's threads that others may hold up: name servers, and file systems on a network. */
const held = new Set(['GetAddrInfoReqWrap', 'GetNameInfoReqWrap', 'FSReqCallback', 'FSReqPromise'])

/**
 * Ends the process with this exit code. Node waits for its threads before it ends, and one that asks a name server which
 * does not answer has not come back for a minute; another program in its place ends at once, where the system can do that.
 */
export function leave(exitCode: number): never {
  if (process.execve !== undefined && process.getActiveResourcesInfo().some((name) => held.has(name))) {
    process.emit('exit', exitCode)
    process.execve(process.execPath, [process.execPath, '-e', `process.exit(${exitCode})`], {})
  }
  process.exit(exitCode)
}
