// node examples/automation-api/index.ts preview ../shop acme/shop/dev /path/to/policy-pack
import { resolve } from 'node:path'
import { gated } from './gated.ts'

const [verb, workDir, stackName, policyPack] = process.argv.slice(2)
if ((verb !== 'preview' && verb !== 'up') || !workDir || !stackName || !policyPack) {
  process.stderr.write('usage: index.ts preview|up DIRECTORY STACK POLICY-PACK\n')
  process.exit(2)
}
const { answer, found } = await gated({
  verb,
  workDir: resolve(workDir),
  stackName,
  policyPack: resolve(policyPack),
})
process.stdout.write(`${[...found, `The gate: ${answer}.`].join('\n')}\n`)
// The exit codes of `mfa-gate check`.
process.exitCode = { passed: 0, 'below the minimum': 1, 'could not determine': 3, 'failed otherwise': 1 }[
  answer
]
