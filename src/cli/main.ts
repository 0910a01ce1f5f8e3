import type { Effects } from './effects.ts'
import { exitCodes } from './exit-code.ts'
import { watchOutput } from './output/watch-output.ts'
import { leave } from './leave.ts'
import { runCli } from './run-cli.ts'
import { keepHeapSmall } from './small-heap.ts'

keepHeapSmall()
const { stdout, stderr } = process
const effects: Effects = {
  get stdin() {
    return process.stdin
  },
  stdout,
  stderr,
  environment: process.env,
  get directory() {
    return process.cwd()
  },
  now: () => new Date(),
  signals: process,
  node: process.version,
}
// Stays where nothing is left to wait for and nothing was judged: that is no pass.
process.exitCode = exitCodes.defect
void run()

/** A function, because an executable copy of Node starts CommonJS, which cannot wait outside of one. */
async function run(): Promise<never> {
  const output = watchOutput(stdout, stderr)
  const judged = await runCli(process.argv.slice(2), effects)
  await Promise.all([stdout, stderr].map(flushed))
  // Not left to an empty event loop: a sign-in that nobody answers is given up at the deadline, but @azure/identity
  // keeps its connection open.
  leave(output.exitCode(judged))
}

function flushed(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => stream.write('', () => resolve()))
}
