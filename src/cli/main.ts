import type { Effects } from './effects.ts'
import { watchOutput } from './output/watch-output.ts'
import { leave } from './leave.ts'
import { runCli } from './run-cli.ts'
import { keepHeapSmall } from './small-heap.ts'

keepHeapSmall()
const { stdout, stderr } = process
const effects: Effects = {
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
const output = watchOutput(stdout, stderr)
const judged = await runCli(process.argv.slice(2), effects)
await Promise.all([stdout, stderr].map(flushed))
// Not left to an empty event loop: a sign-in that nobody answers is given up at the deadline, but @azure/identity
// keeps its connection open.
leave(output.exitCode(judged))

function flushed(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => stream.write('', () => resolve()))
}
