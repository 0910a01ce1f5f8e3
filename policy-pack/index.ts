import { PolicyPack } from '@pulumi/policy'
import { observeConfiguration } from './configuration.ts'
import { observeStack } from './observe-stack.ts'
import { packOf } from './pack.ts'

// PWD is where `pulumi` was typed; the working directory is the pack's in one form and the program's in the other.
const pack = packOf(process.env, process.env['PWD'] ?? process.cwd())
observeConfiguration(pack)
observeStack(pack)

new PolicyPack('entra-mfa-gate', {
  displayName: 'Entra MFA gate',
  description:
    "Checks that enough of the Microsoft Entra tenant's users are registered for MFA before anything is deployed.",
  tags: ['security', 'identity', 'mfa'],
  // Pulumi's default is advisory, which would let everything pass.
  enforcementLevel: 'mandatory',
  policies: [...pack.policies],
})
