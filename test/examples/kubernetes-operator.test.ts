import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { settingTable } from '../../src/config/setting-table.ts'
import { scenarioFromOptions, startTenant } from '../../src/simulator/tenant/index.ts'
import { runCli } from '../support/run-cli.ts'
import { cleanEnvironment, projectDirectory } from '../support/run-process.ts'

interface Container {
  readonly command: readonly string[]
  readonly args: readonly string[]
  readonly env: readonly { readonly name: string; readonly value: string }[]
}

interface Manifest {
  readonly spec: {
    readonly stack: string
    readonly workspaceReclaimPolicy: string
    readonly workspaceTemplate: {
      readonly spec: {
        readonly podTemplate: { readonly spec: { readonly initContainers: readonly Container[] } }
      }
    }
  }
}

/** Its members were held against the operator's own definition of a Stack by hand; no cluster was at hand. */
describe('the Stack of the Kubernetes operator', () => {
  const text = readFileSync(join(projectDirectory, 'examples/kubernetes-operator/stack.yaml'), 'utf8')
  const { spec } = parse(text) as Manifest
  const [gate] = spec.workspaceTemplate.spec.podTemplate.spec.initContainers
  assert.ok(gate !== undefined)
  const given = Object.fromEntries(gate.env.map(({ name, value }) => [name, value]))

  it('sets what the gate knows', () => {
    for (const name of Object.keys(given)) assert.ok(name in settingTable, name)
  })

  it('asks about the stack that it deploys, anew for each update', () => {
    assert.equal(gate.args[gate.args.indexOf('--stack') + 1], spec.stack)
    assert.equal(spec.workspaceReclaimPolicy, 'Delete')
  })

  for (const [registered, exitCode] of [
    [33, 1],
    [99, 0],
  ] as const) {
    it(`starts the workspace with ${registered} of 100 registered only where that is enough`, async () => {
      await using tenant = await startTenant(scenarioFromOptions({ population: 100, registered }))
      const { MFA_GATE_TENANT: _, MFA_GATE_RULES: __, ...others } = given
      assert.deepEqual([gate.command, others], [['mfa-gate'], {}])
      const environment = { ...cleanEnvironment(), ...tenant.environment }
      assert.equal((await runCli(gate.args, environment)).exitCode, exitCode)
    })
  }
})
