import { resolve } from 'node:path'
import { Command } from 'commander'
import { ConfigurationError } from '../../config/problem.ts'
import { taken } from '../../io/target.ts'
import { writeWhole } from '../../io/write-file.ts'
import type { Effects } from '../effects.ts'
import { starterDocument } from './starter.ts'

/** `mfa-gate rules init`: a commented document to begin with. Never writes over a file unless told to. */
export function initCommand(effects: Effects): Command {
  return new Command('init')
    .description('Write a commented rules document to begin with.')
    .argument('[file]', 'where to; - prints it', 'mfa-rules.yaml')
    .option('--force', 'replace a file that is there')
    .action((file: string, { force }: { force?: boolean }) => {
      if (file === '-') {
        effects.stdout.write(starterDocument)
        return
      }
      write(file, resolve(effects.directory, file), force === true)
      effects.stdout.write(
        `Wrote ${file}. Next: \`mfa-gate rules validate ${file}\`, then \`mfa-gate check --rules ${file}\`.\n`,
      )
    })
}

function write(file: string, path: string, replace: boolean): void {
  const problem = writeWhole(path, starterDocument, {
    readers: 'umask',
    ...(replace ? {} : { earlier: 'kept' }),
  })
  if (problem === undefined) return
  throw new ConfigurationError([
    problem === taken
      ? `${file} is there already; give another name, or --force to replace it`
      : `${file} cannot be written (${problem}); give another name`,
  ])
}
