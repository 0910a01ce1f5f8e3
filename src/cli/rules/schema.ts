import { Command } from 'commander'
import { rulesDocumentSchema } from '../../schemas/rules-document.ts'
import { waiversDocumentSchema } from '../../schemas/waiver.ts'
import type { Effects } from '../effects.ts'

/** `mfa-gate rules schema`: the JSON Schema for editors and other tools. */
export function schemaCommand({ stdout }: Effects): Command {
  return new Command('schema')
    .description('Print the JSON Schema of the rules document.')
    .option('--waivers', 'print that of a waivers file instead')
    .action(({ waivers }: { waivers?: boolean }) => {
      const schema = waivers === true ? waiversDocumentSchema : rulesDocumentSchema
      stdout.write(`${JSON.stringify(schema, undefined, 2)}\n`)
    })
}
