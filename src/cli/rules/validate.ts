import { Command } from 'commander'
import { ConfigurationError } from '../../config/problem.ts'
import { loadRules } from '../../config/rules-file.ts'
import { rulesIn } from '../../config/rules-here.ts'
import { settingsFrom } from '../../config/settings.ts'
import { renderDocument } from '../../report/document-text.ts'
import type { Effects } from '../effects.ts'
import { tell } from '../output/tell.ts'

/** `mfa-gate rules validate`: exit code 0 when the document is valid, 2 with a line for each problem when not. */
export function validateCommand(effects: Effects): Command {
  return new Command('validate')
    .description('Check a rules document and the waivers it names, without reading any tenant.')
    .argument('[file]', 'rules document (YAML or JSON); default: MFA_GATE_RULES, else mfa-rules.yaml here')
    .action(async (given: string | undefined) => {
      const file = given ?? settingsFrom(effects.environment).rulesFile ?? rulesIn(effects.directory)
      if (file === undefined) {
        throw new ConfigurationError([
          'rules validate needs a file: name one, set MFA_GATE_RULES, or let `mfa-gate init` write mfa-rules.yaml',
        ])
      }
      await tell(effects.stdout, renderDocument(file, loadRules(file, effects.directory), effects.now()))
    })
}
