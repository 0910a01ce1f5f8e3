import { runDemo } from './demo.ts'

const write = (text: string): void => void process.stdout.write(text)
process.exitCode = await runDemo({
  environment: process.env,
  write,
  say: (line) => write(`${line}\n`),
  signals: process,
})
