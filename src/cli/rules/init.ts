import { writeFileSync } from 'node:fs'
import { Command } from 'commander'
import { ConfigurationError } from '../../config/problem.ts'
import { starterDocument } from './starter.ts'

/** `mfa-gate rules init`: a commented document to begin with. Never writes over a file unless told to. */
export function initCommand(): Command {
  return new Command('init')
    .description('Write a commented rules document to begin with.')
    .argument('[file]', 'where to; - prints it', 'mfa-rules.yaml')
    .option('--force', 'replace a file that is there')
    .action((file: string, { force }: { force?: boolean }) => {
      if (file === '-') {
        process.stdout.write(starterDocument)
        return
      }
      write(file, force === true ? 'w' : 'wx')
      process.stdout.write(
        `Wrote ${file}. Next: \`mfa-gate rules validate ${file}\`, then \`mfa-gate check --rules ${file}\`.\n`,
      )
    })
}

function write(file: string, flag: 'w' | 'wx'): void {
  try {
    writeFileSync(file, starterDocument, { flag })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
    throw new ConfigurationError([
      code === 'EEXIST'
        ? `${file} is there already; give another name, or --force to replace it`
        : `${file} cannot be written (${code}); give another name`,
    ])
  }
}
