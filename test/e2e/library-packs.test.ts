import assert from 'node:assert/strict'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { declare } from '../../.dev/declare.ts'
import { savedText } from '../../src/snapshots/saved-snapshot.ts'
import { snapshotOf } from '../support/make.ts'
import { projectDirectory } from '../support/run-process.ts'
import { openWorkbench, type Workbench } from './preview.ts'

/** What is installed beside the examples, as their package.json says. */
const installed = ['@pulumi', 'typescript', '@types']

describe('A pack of an organization, with these policies in it', function () {
  this.timeout(240_000)
  let bench: Workbench
  let scratch: string
  before(async () => {
    // The launcher checks types, and the quick build leaves them out.
    if (!existsSync(join(projectDirectory, 'dist/policy-pack/policies.d.ts'))) declare(projectDirectory)
    bench = await openWorkbench()
    scratch = mkdtempSync(join(tmpdir(), 'mfa-gate-library-'))
    cpSync(join(projectDirectory, 'examples'), scratch, { recursive: true })
    mkdirSync(join(scratch, 'node_modules'))
    for (const name of installed)
      symlinkSync(join(projectDirectory, 'node_modules', name), join(scratch, 'node_modules', name))
    symlinkSync(projectDirectory, join(scratch, 'node_modules/entra-mfa-gate'))
    if (bench.pulumi.engine === 'cli')
      for (const stack of ['dev', 'prod']) await bench.run(['stack', 'init', stack, '--non-interactive'], {})
  })
  after(() => {
    bench.remove()
    rmSync(scratch, { recursive: true, force: true })
  })

  async function preview(pack: string, stack: string, registered: number, more: Preview = {}) {
    const snapshot = snapshotOf(100, { mfaRegistered: registered, ssprRegistered: 70 })
    const provenance = { ...snapshot.provenance, receivedAt: new Date().toISOString() }
    const saved = { snapshots: [{ ...snapshot, provenance }], exclusionsSha256: undefined, version: '0.0.0' }
    const file = bench.write('tenant.json', savedText(saved))
    const { config, environment = {} } = more
    const configured =
      config === undefined ? [] : ['--policy-pack-config', bench.write('config.json', JSON.stringify(config))]
    const { exitCode, stdout, stderr } = await bench.run(
      [
        ...['preview', '--stack', stack, '--non-interactive', '--policy-pack', join(scratch, pack)],
        ...configured,
      ],
      { MFA_GATE_SNAPSHOT: file, MFA_GATE_TENANT: snapshot.tenantId, ...environment },
    )
    return { stopped: exitCode !== 0, text: stdout + stderr }
  }

  interface Preview {
    readonly config?: object
    readonly environment?: NodeJS.ProcessEnv
  }
  interface Row {
    readonly title: string
    readonly pack: string
    readonly stack: string
    readonly registered: number
    readonly more?: Preview
    readonly stopped: boolean
    readonly says: RegExp
    readonly saysToo?: RegExp
    readonly saysNot?: RegExp
  }

  const organization = 'organization-pack'
  const rows: readonly Row[] = [
    {
      title: 'passes',
      pack: organization,
      stack: 'prod',
      registered: 95,
      stopped: false,
      says: /passed: 95 of 100/,
    },
    {
      title: 'is refused below the minimum',
      ...{ pack: organization, stack: 'prod', registered: 94, stopped: true },
      says: /\[mandatory\].*mfa-registered[^]*Below the minimum: 94 of 100/,
    },
    {
      title: 'has the minimum of the stack',
      ...{ pack: organization, stack: 'dev', registered: 80, stopped: false },
      says: /passed: 80 of 100/,
    },
    {
      title: 'lets the other policies have what is configured of them, and all, and heeds its own',
      ...{ pack: organization, stack: 'prod', registered: 95, stopped: true },
      more: {
        config: {
          'mfa-registered': { minimum: '96%' },
          'workloads-are-named': { prefix: 'other-' },
        },
      },
      says: /Below the minimum: 95 of 100 users \(95\.00 %\) are registered for MFA, 96 %/,
      saysToo: /workload-1 does not begin with other-/,
    },
    {
      title: 'says so of a key of its own that is misspelt',
      ...{ pack: organization, stack: 'prod', registered: 95, stopped: true },
      more: { config: { 'mfa-registered': { minimun: '96%' } } },
      says: /minimun/,
    },
    {
      title: 'leaves a disabled policy of another alone',
      ...{ pack: organization, stack: 'prod', registered: 95, stopped: false },
      more: { config: { 'workloads-are-named': { enforcementLevel: 'disabled', prefix: 'other-' } } },
      says: /passed: 95 of 100/,
      saysNot: /does not begin with/,
    },
    {
      title: 'does not let the environment bring other rules',
      ...{ pack: organization, stack: 'prod', registered: 95, stopped: true },
      more: { environment: { MFA_GATE_RULES: 'lenient.yaml' } },
      says: /MFA_GATE_RULES is set, and this pack brings its own rules/,
    },
    {
      title: 'asks where it is for the stack, with two minimums',
      ...{ pack: 'prod-pack', stack: 'prod', registered: 94, stopped: true },
      says: /94 of 100 users \(94\.00 %\) are registered for MFA, 95 % required[^]*70 of 100/,
    },
    {
      title: 'does not ask where it is not, and says so',
      ...{ pack: 'prod-pack', stack: 'dev', registered: 1, stopped: false },
      says: /not asked: this pack is for \*\/\*\/prod, and this is [\w?]+\/e2e\/dev/,
      saysNot: /of 100/,
    },
  ]
  for (const { title, pack, stack, registered, more, stopped, says, saysToo, saysNot } of rows)
    it(`${title}: ${pack}`, async () => {
      const answer = await preview(pack, stack, registered, more)
      assert.equal(answer.stopped, stopped, answer.text)
      assert.match(answer.text, says)
      if (saysToo !== undefined) assert.match(answer.text, saysToo)
      if (saysNot !== undefined) assert.doesNotMatch(answer.text, saysNot)
    })

  it('stops a Conditional Access policy by the guard of its rules', async () => {
    const pack = join(scratch, 'guard-pack')
    cpSync(join(scratch, organization), pack, { recursive: true })
    const index = join(pack, 'index.ts')
    const guards = "guards: { 'ca-lockout-guard': { minimum: '100%' } },"
    writeFileSync(index, readFileSync(index, 'utf8').replace('stacks: [', `${guards} stacks: [`))
    const program = readFileSync(join(bench.directory, 'index.js'), 'utf8')
    bench.write(
      'index.js',
      `import resource from '@pulumi/pulumi/resource.js'
new resource.ComponentResource('azuread:index/conditionalAccessPolicy:ConditionalAccessPolicy', 'mfa', {
  state: 'enabled',
  conditions: { users: { includedUsers: ['All'] } },
  grantControls: { operator: 'OR', builtInControls: ['mfa'] },
})
`,
    )
    try {
      const { stopped, text } = await preview('guard-pack', 'prod', 96)
      assert.equal(stopped, true, text)
      assert.match(text, /passed: 96 of 100/)
      assert.match(
        text,
        /\[mandatory\].*ca-lockout-guard[^]*would demand MFA from 100 users; 4 of them have none registered\./,
      )
    } finally {
      bench.write('index.js', program)
    }
  })

  it('is a template that the CLI makes a pack of', async function () {
    if (bench.pulumi.engine !== 'cli') return this.skip()
    const made = join(scratch, 'made')
    const template = join(projectDirectory, 'examples/organization-pack')
    const args = ['policy', 'new', template, '--generate-only', '--non-interactive', '--dir', made]
    mkdirSync(made)
    const { exitCode, stdout, stderr } = await bench.run(args, {})
    assert.equal(exitCode, 0, stdout + stderr)
    for (const file of readdirSync(template))
      assert.equal(readFileSync(join(made, file), 'utf8'), readFileSync(join(template, file), 'utf8'), file)
  })
})
