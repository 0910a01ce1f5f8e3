import { PolicyPack } from '@pulumi/policy'
import { mfaPolicies } from 'entra-mfa-gate/policies'

new PolicyPack('acme', {
  enforcementLevel: 'mandatory',
  policies: [
    ...mfaPolicies({
      rules: {
        rules: [{ id: 'mfa-registered', measure: 'mfaRegistered', minimum: '95%' }],
        stacks: [{ stack: '*/*/dev', minimum: '80%' }],
      },
    }),
    {
      name: 'workloads-are-named',
      description: 'Checks that the name of a workload says what it is.',
      enforcementLevel: 'advisory',
      configSchema: { properties: { prefix: { type: 'string' } } },
      validateResource: (args, reportViolation) => {
        const { prefix = 'workload-' } = args.getConfig<{ prefix?: string }>()
        if (args.type === 'example:platform:Workload' && !args.name.startsWith(prefix))
          reportViolation(`${args.name} does not begin with ${prefix}`)
      },
    },
  ],
})
