import { PolicyPack } from '@pulumi/policy'
import { repository } from '../src/schemas/published-id.ts'
import { packedRules, packReadme } from './packed.ts'
import { startPack } from './start.ts'

const packed = packedRules(typeof __filename === 'string' ? __filename : undefined)
const { policies } = startPack({
  environment: packed === undefined ? process.env : { MFA_GATE_RULES: packed, ...process.env },
  brings: packed === undefined ? undefined : { path: packed, todo: 'remove that file from the pack' },
})

new PolicyPack('entra-mfa-gate', {
  displayName: 'Entra MFA gate',
  description:
    "Checks that enough of the Microsoft Entra tenant's users are registered for MFA before anything is deployed.",
  readme: packReadme,
  provider: 'Azure',
  repository: `https://github.com/${repository}`,
  tags: ['security', 'identity', 'mfa'],
  // Pulumi's default is advisory, which would let everything pass.
  enforcementLevel: 'mandatory',
  policies: [...policies],
})
