import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import messages from '@pulumi/pulumi/proto/analyzer_pb.js'
import { AnalyzerClient } from '../../src/simulator/engine/packs/analyzer-client.ts'
import type { JsonObject } from '../../src/simulator/engine/json.ts'
import { toStruct } from '../../src/simulator/engine/properties.ts'
import { cleanEnvironment } from '../support/run-process.ts'
import { type Form, forms } from './forms.ts'

/** Pulumi's words on the wire, as its protocol has them. */
const signature = '4dabf18193072939515e22adb298388d'
const unknown = '04da6b54-80e4-46f7-96ec-b56ff0331ba9'
const secret = (value: unknown): unknown => ({ [signature]: '1b47061264138c4ac30d75fd1eb44270', value })
const asset = (rest: object): object => ({ [signature]: 'c44067f5952c0a294b673a41bacd8c17', ...rest })
const archive = (rest: object): object => ({ [signature]: '0def7320c3a5731c473e5ecbe6d01bc7', ...rest })

const rows: readonly [title: string, properties: unknown][] = [
  ['nothing', {}],
  [
    'plain values',
    { text: 'a', number: 1, yes: true, none: null, list: [1, [2]], nested: { deep: { er: 1 } } },
  ],
  ['secrets', { password: secret('p'), nested: { list: [secret({ a: 1 })] } }],
  ['values that are not known yet', { id: unknown, nested: { id: unknown } }],
  ['assets', { path: asset({ path: '/a' }), text: asset({ text: 'b' }), uri: asset({ uri: 'file:///c' }) }],
  [
    'archives',
    {
      path: archive({ path: '/a' }),
      uri: archive({ uri: 'file:///c' }),
      assets: archive({ assets: { a: asset({ text: 'b' }), b: archive({ path: '/a' }) } }),
    },
  ],
]

function analyzeRequest(type: string, properties: JsonObject) {
  return new messages.AnalyzeRequest()
    .setUrn(`urn:pulumi:dev::shop::${type}::one`)
    .setType(type)
    .setName('one')
    .setProperties(toStruct(properties))
    .setOptions(new messages.AnalyzerResourceOptions())
}

for (const form of Object.keys(forms) as readonly Form[]) {
  describe(`the pack as ${form}, asked about any resource`, () => {
    let child: ChildProcess
    let client: AnalyzerClient
    before(async () => {
      const { command, cwd } = forms[form]
      const [program = '', ...args] = command
      child = spawn(program, args, { cwd, env: cleanEnvironment(), stdio: ['ignore', 'pipe', 'inherit'] })
      const [port] = (await once(child.stdout ?? child, 'data')) as [Buffer]
      client = await AnalyzerClient.connect(form, Number(port.toString()))
    })
    after(async () => {
      client.close()
      child.kill('SIGKILL')
      await once(child, 'close')
    })

    for (const [title, properties] of rows) {
      it(`understands ${title}, and has nothing to say`, async () => {
        const request = analyzeRequest('random:index/pet:Pet', properties as JsonObject)
        assert.deepEqual(await client.analyze(request), [])
        assert.deepEqual(await client.remediate(request), [])
      })
    }

    it('announces what mends a finding of a rule, for whoever Pulumi hands it to', async () => {
      const [policy] = (await client.info()).getPoliciesList()
      assert.match(policy?.getRemediationSteps() ?? '', /Users must register; do not change code/)
    })

    it('announces its policies and the last of them', async () => {
      const names = (await client.info()).getPoliciesList().map((policy) => policy.getName())
      assert.equal(names.at(-1), 'mfa-gate-tenant')
      assert.ok(names.length > 1)
    })
  })
}
