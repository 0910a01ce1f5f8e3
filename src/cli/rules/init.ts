import { Command, Option } from 'commander'
import type { Effects } from '../effects.ts'
import { type Preset, presetNames, presets } from './presets.ts'
import { starterDocument } from './starter.ts'
import { writeDocument } from './write-document.ts'
import { tell } from '../output/tell.ts'

/** `mfa-gate rules init`: a commented document to begin with. Never writes over a file unless told to. */
export function initCommand(effects: Effects): Command {
  return new Command('init')
    .description('Write a commented rules document to start from.')
    .argument('[file]', 'file to write; - prints it', 'mfa-rules.yaml')
    .addOption(
      new Option('--preset <name>', 'rules for a framework, or for the end of SMS and voice').choices(
        presetNames,
      ),
    )
    .option('--force', 'replace an existing file')
    .action(async (file: string, { preset, force }: { preset?: Preset; force?: boolean }) => {
      const text = preset === undefined ? starterDocument : presets[preset]
      if (file === '-') {
        effects.stdout.write(text)
        return
      }
      writeDocument(file, text, { directory: effects.directory, replace: force === true })
      await tell(
        effects.stdout,
        `Wrote ${file}. Next: \`mfa-gate rules validate ${file}\`, then \`mfa-gate check --rules ${file}\`.\n`,
      )
    })
}
