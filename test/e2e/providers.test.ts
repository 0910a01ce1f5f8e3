import assert from 'node:assert/strict'
import { scenarioFromOptions, startTenant } from '../../src/simulator/tenant/index.ts'
import { openWorkbench, packPaths, stackName, type Workbench } from './preview.ts'

const other = '11111111-1111-4111-8111-111111111111'

/** A program with a provider of its own, without the plugin that it would take to make something by it. */
const program = (
  tenantId: string,
): string => `import { CustomResource, ProviderResource } from '@pulumi/pulumi'
class Provider extends ProviderResource {}
class Directory extends CustomResource {}
new Provider('azuread', 'directory', { tenantId: ${tenantId} })
`

/** What becomes of a preview in which 22,000 of 23,123 are registered. */
const rows: readonly [title: string, tenantId: (judged: string) => string, refused: boolean, says: string][] =
  [
    [
      'refuses another tenant',
      () => `'${other}'`,
      true,
      `the provider directory deploys to the tenant ${other}, and`,
    ],
    [
      'lets the judged tenant pass',
      (judged) => `'${judged}'`,
      false,
      'entra-mfa-gate: passed: 22,000 of 23,123',
    ],
    [
      'tells of a tenant that is made in the update, which no preview knows',
      () => "new Directory('azuread:index/directory:Directory', 'made', {}).id",
      false,
      'the tenant of the provider directory is not known in this preview; the update compares it with the judged one',
    ],
  ]

describe('A preview of a program with a provider of its own', function () {
  this.timeout(240_000)
  let bench: Workbench
  before(async function () {
    bench = await openWorkbench()
    // The CLI would look for the provider's plugin.
    if (bench.pulumi.engine === 'cli') this.skip()
  })
  after(() => bench.remove())

  for (const [title, tenantId, refused, says] of rows) {
    it(title, async () => {
      await using tenant = await startTenant(
        scenarioFromOptions({ population: 23_123, registered: 22_000, faults: [] }),
      )
      bench.write('index.js', program(tenantId(tenant.environment['AZURE_TENANT_ID'] ?? '')))
      const { exitCode, stdout, stderr } = await bench.run(
        ['preview', '--stack', stackName, '--non-interactive', '--policy-pack', packPaths.executable],
        tenant.environment,
      )
      assert.equal(exitCode !== 0, refused, stdout + stderr)
      assert.ok((stdout + stderr).includes(says), stdout + stderr)
      assert.equal(stdout.includes('mfa-gate-tenant  (pulumi:providers:azuread: directory)'), refused, stdout)
    })
  }
})
