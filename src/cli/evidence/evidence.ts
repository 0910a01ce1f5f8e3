import { Command } from 'commander'
import { ConfigurationError } from '../../config/problem.ts'
import { outcomes } from '../../schemas/outcome.ts'
import { severalTimes } from '../several-times.ts'
import { defaultOf } from '../table-help.ts'
import type { Effects } from '../effects.ts'
import { addGateOptions } from '../gate-options.ts'
import { addTenantOption } from '../tenant-option.ts'
import type { VerifyOptions } from './verify.ts'
import type { EvidenceOptions } from './write.ts'

/** `mfa-gate evidence`: what an auditor keeps of one assessment, and how to check it. */
export function evidenceCommand(effects: Effects, finish: (exitCode: number) => void): Command {
  const command = new Command('evidence')
    .description(
      'Judge the tenant and write a bundle for auditors that can be judged again. It names no users. The exit code is that of a check; the bundle is written for every answer.',
    )
    .option('--output <file>', 'file to write, such as bundle.zip')
    .option(
      '--sign <key>',
      `sign the bundle with this private key (PEM); ${defaultOf('MFA_GATE_SIGNING_KEY')}`,
    )
  return addTenantOption(addGateOptions(command))
    .action(async (options: EvidenceOptions) => {
      // Not a required option for commander, which would ask it of the subcommand too.
      const { output } = options
      if (output === undefined)
        throw new ConfigurationError(['evidence needs a file to write; add --output bundle.zip'])
      const { writeEvidence } = await import('./write.ts')
      finish(await writeEvidence(effects, { ...options, output }))
    })
    .addCommand(verifyCommand(effects, finish))
}

function verifyCommand(effects: Effects, finish: (exitCode: number) => void): Command {
  return new Command('verify')
    .description(
      'Check every byte of a bundle, its signature, and that its rules and numbers give the answers that it states. Nothing is sent anywhere.',
    )
    .argument('<bundle>', 'the zip that `mfa-gate evidence` wrote')
    .option(
      '--key <file>',
      'public key of the signer (PEM or JWK Set), not taken from the bundle; the bundle must then be signed',
    )
    .option('--require-signature', 'refuse a bundle that is not signed')
    .option('--allow-unsigned', 'accept a consistent bundle although no signature was checked')
    .addOption(
      severalTimes(
        '--expect <outcome>',
        `demand this outcome; may be given several times, then one of them is enough: pass, ${outcomes.join(', ')}`,
        'any',
      ),
    )
    .option('--tenant <id>', 'demand that the bundle is about this tenant')
    .option('--max-age <age>', 'demand that it was read and judged at most this long ago, such as 24h or 7d')
    .option('--allow-simulated', 'accept a bundle of the embedded tenant, which is a stand-in')
    .option('--format <name>', 'text or json', 'text')
    .addHelpText(
      'after',
      '\nExit codes: 0 the bundle is consistent and as demanded (the outcome counts only with --expect); 1 something in the bundle is wrong, it is not as demanded, or it is of a stand-in; 2 wrong usage or a file that cannot be read; 3 the bundle is consistent, but no signature was checked.',
    )
    .action(async (bundle: string, options: VerifyOptions) => {
      const { verify } = await import('./verify.ts')
      finish(await verify(effects, bundle, options))
    })
}
