import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import messages from '@pulumi/pulumi/proto/analyzer_pb.js'
import type { AnalyzeDiagnostic } from '@pulumi/pulumi/proto/analyzer_pb.js'
import { AnalyzerClient } from '../../src/simulator/engine/packs/analyzer-client.ts'
import { configureRequest } from '../../src/simulator/engine/packs/analyzer-messages.ts'
import { toStruct } from '../../src/simulator/engine/properties.ts'
import { cleanEnvironment } from '../support/run-process.ts'
import { type Form, forms } from './forms.ts'

const rootStack = { type: 'pulumi:pulumi:Stack', name: 'shop-dev' }
const bucket = { type: 'aws:s3/bucket:Bucket', name: 'logs' }
type Named = typeof bucket

const urnOf = ({ type, name }: Named): string => `urn:pulumi:dev::shop::${type}::${name}`

function stackRequest(resources: readonly Named[]) {
  return new messages.AnalyzeStackRequest().setResourcesList(
    resources.map((resource) =>
      new messages.AnalyzerResource()
        .setUrn(urnOf(resource))
        .setType(resource.type)
        .setName(resource.name)
        .setProperties(toStruct({}))
        .setOptions(new messages.AnalyzerResourceOptions()),
    ),
  )
}

function resourceRequest(resource: Named) {
  return new messages.AnalyzeRequest()
    .setUrn(urnOf(resource))
    .setType(resource.type)
    .setName(resource.name)
    .setProperties(toStruct({}))
    .setOptions(new messages.AnalyzerResourceOptions())
}

/** What `pulumi policy analyze` does with a state: every resource, then all of them together. */
const rows: readonly {
  readonly title: string
  readonly resources: readonly Named[]
  readonly environment?: NodeJS.ProcessEnv
  readonly disabled?: string
  readonly refused?: RegExp
  readonly says?: RegExp
}[] = [
  {
    title: 'a state without its root stack is not judged, which is no pass',
    resources: [bucket],
    refused: /^Could not determine: the rules are judged on the root stack, and this state has none/,
    says: /^entra-mfa-gate: could not determine: the rules are judged on the root stack/m,
  },
  {
    title: 'where the policy that says so is disabled, it is still said',
    resources: [bucket],
    disabled: 'mfa-gate-tenant',
    says: /^entra-mfa-gate: could not determine: the rules are judged on the root stack/m,
  },
  {
    title: 'rules that cannot be read are refused without a root stack too',
    resources: [bucket],
    environment: { MFA_GATE_RULES: '/nowhere/rules.yaml' },
    refused: /^Could not determine: .*\/nowhere\/rules\.yaml/,
    says: /^entra-mfa-gate: could not determine: .*\/nowhere/m,
  },
  { title: 'a state with its root stack has been judged by then', resources: [rootStack, bucket] },
]

for (const form of Object.keys(forms) as readonly Form[]) {
  describe(`the pack as ${form}, after all of a state has been analysed`, () => {
    for (const { title, resources, environment, disabled, refused, says } of rows) {
      it(title, async () => {
        const pack = await startedPack(form, environment)
        try {
          if (disabled !== undefined)
            await pack.client.configure(configureRequest(new Map([[disabled, { level: 'disabled' }]])))
          for (const resource of resources) await pack.client.analyze(resourceRequest(resource))
          const found = await pack.client.analyzeStack(stackRequest(resources))
          assertRefused(found, refused)
        } finally {
          await pack.end()
        }
        if (says !== undefined) assert.match(pack.printed(), says)
      })
    }
  })
}

/** One that the pack left empty is that of the resource that was asked about: the root stack's, by its URN. */
describe('a violation of a rule', () => {
  it('names no other resource than the root stack that was asked about', async () => {
    const pack = await startedPack('executable', {})
    try {
      const found = await pack.client.analyze(resourceRequest(rootStack))
      assert.deepEqual(
        found.map((one) => [one.getPolicyname(), one.getUrn()]),
        [['mfa-registered', '']],
      )
    } finally {
      await pack.end()
    }
  })
})

function assertRefused(found: readonly AnalyzeDiagnostic[], refused: RegExp | undefined): void {
  if (refused === undefined) assert.deepEqual(found, [])
  else {
    assert.equal(found.length, 1)
    assert.match(found[0]?.getMessage() ?? '', refused)
    assert.equal(found[0]?.getEnforcementlevel(), messages.EnforcementLevel.MANDATORY)
  }
}

async function startedPack(form: Form, environment: NodeJS.ProcessEnv = {}) {
  const { command, cwd } = forms[form]
  const [program = '', ...args] = command
  const env = { ...cleanEnvironment(), MFA_GATE_TIMEOUT: '1s', ...environment }
  const child: ChildProcess = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let printed = ''
  child.stderr?.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  const [port] = (await once(child.stdout ?? child, 'data')) as [Buffer]
  const client = await AnalyzerClient.connect(form, Number(port.toString()))
  const end = async (): Promise<void> => {
    client.close()
    child.kill('SIGKILL')
    await once(child, 'close')
  }
  return { client, end, printed: () => printed }
}
