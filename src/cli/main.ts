import { runCli } from './run-cli.ts'

const exitCode = await runCli(process.argv.slice(2))
await Promise.all([process.stdout, process.stderr].map(flushed))
// Not left to an empty event loop: a sign-in that nobody answers is given up at the deadline, but @azure/identity
// keeps its connection open.
process.exit(exitCode)

function flushed(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => stream.write('', () => resolve()))
}
