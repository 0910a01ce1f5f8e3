import { PolicyPack } from '@pulumi/policy'
import { mfaPolicies } from 'entra-mfa-gate/policies'

new PolicyPack('acme-prod', {
  enforcementLevel: 'mandatory',
  policies: mfaPolicies({
    stacks: ['*/*/prod'],
    rules: {
      rules: [
        { id: 'mfa-registered', measure: 'mfaRegistered', minimum: '95%' },
        { id: 'reset-registered', measure: 'ssprRegistered', minimum: '80%', enforcement: 'advisory' },
      ],
    },
  }),
})
