// The command line of the embedded engine, a stand-in for `pulumi preview`.
import { runEngine } from './run-engine.ts'

// A pack looks for the process that started it by this name.
process.title = 'pulumi'

const abort = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => abort.abort())

process.exitCode = await runEngine(process.argv.slice(2), {
  environment: process.env,
  directory: process.cwd(),
  write: (line) => void process.stdout.write(`${line}\n`),
  writeError: (line) => void process.stderr.write(`${line}\n`),
  signal: abort.signal,
})
