import { Command } from 'commander'
import { ConfigurationError } from '../../config/problem.ts'
import { loadRules } from '../../config/rules-file.ts'
import { settingsFrom } from '../../config/settings.ts'
import { renderDocument } from '../../report/document-text.ts'
import type { Effects } from '../effects.ts'

/** `mfa-gate rules validate`: exit code 0 when the document is valid, 2 with a line for each problem when not. */
export function validateCommand(effects: Effects): Command {
  return new Command('validate')
    .description('Check a rules document and the waivers it names, without reading any tenant.')
    .argument('[file]', 'rules document (YAML or JSON); default: MFA_GATE_RULES')
    .action((given: string | undefined) => {
      const file = given ?? settingsFrom(effects.environment).rulesFile
      if (file === undefined) {
        throw new ConfigurationError([
          'rules validate needs a file: name one or set MFA_GATE_RULES; `mfa-gate rules init` writes one to begin with',
        ])
      }
      effects.stdout.write(renderDocument(file, loadRules(file, effects.directory), effects.now()))
    })
}
