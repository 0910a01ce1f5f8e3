import assert from 'node:assert/strict'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { startPublishingService } from '../../src/simulator/publishing-service.ts'
import { repository } from '../../src/schemas/published-id.ts'
import { savedText } from '../../src/snapshots/saved-snapshot.ts'
import { snapshotOf } from '../support/make.ts'
import { cleanEnvironment, projectDirectory, runProcess } from '../support/run-process.ts'
import { openWorkbench, packPaths, stackName, type Workbench } from './preview.ts'

const own =
  'rules:\n  - { id: own-minimum, measure: mfaRegistered, minimum: 90% }\nguards:\n  ca-lockout-guard: { minimum: 100%, enforcement: advisory }\n'

interface Description {
  readonly name: string
  readonly versionTag: string
  readonly readme: string
  readonly repository: string
  readonly provider: string
  readonly policies: readonly { readonly name: string; readonly enforcementLevel: string }[]
}

describe('A pack that is published to Pulumi Cloud', function () {
  this.timeout(240_000)
  let bench: Workbench
  let scratch: string
  before(async () => {
    bench = await openWorkbench()
    scratch = mkdtempSync(join(tmpdir(), 'mfa-gate-publish-'))
  })
  after(() => {
    bench.remove()
    rmSync(scratch, { recursive: true, force: true })
  })

  /** The directory as somebody publishes it: built, with its dependency installed, and rules of an organization's own. */
  function packDirectory(): string {
    const directory = join(scratch, 'pack')
    rmSync(directory, { recursive: true, force: true })
    mkdirSync(directory)
    for (const file of ['PulumiPolicy.yaml', 'package.json', 'README.md', 'dist'])
      cpSync(join(packPaths.directory, file), join(directory, file), { recursive: true })
    writeFileSync(join(directory, 'mfa-rules.yaml'), own)
    link(directory)
    return directory
  }

  const link = (directory: string): void =>
    symlinkSync(join(projectDirectory, 'node_modules'), join(directory, 'node_modules'))

  /** As the CLI that deploys unpacks it; what it installs there is linked here. */
  async function unpacked(tarball: string): Promise<string> {
    const home = join(dirname(tarball), 'unpacked')
    rmSync(home, { recursive: true, force: true })
    mkdirSync(home)
    const { exitCode, stderr } = await runProcess(['tar', 'xzf', tarball, '-C', home], cleanEnvironment())
    assert.equal(exitCode, 0, stderr)
    link(join(home, 'package'))
    return join(home, 'package')
  }

  async function packed(directory: string): Promise<string> {
    const pack = ['npm', 'pack', '--silent', '--pack-destination', scratch]
    const { exitCode, stdout, stderr } = await runProcess(pack, cleanEnvironment(), { cwd: directory })
    assert.equal(exitCode, 0, stderr)
    return join(scratch, stdout.trim())
  }

  async function preview(pack: string, registered: number, more: NodeJS.ProcessEnv = {}) {
    const snapshot = snapshotOf(100, { mfaRegistered: registered })
    const provenance = { ...snapshot.provenance, receivedAt: new Date().toISOString() }
    const saved = { snapshots: [{ ...snapshot, provenance }], exclusionsSha256: undefined, version: '0.0.0' }
    const file = bench.write('tenant.json', savedText(saved))
    const { exitCode, stdout, stderr } = await bench.run(
      ['preview', '--stack', stackName, '--non-interactive', '--policy-pack', pack],
      { MFA_GATE_SNAPSHOT: file, MFA_GATE_TENANT: snapshot.tenantId, ...more },
    )
    return { exitCode, text: stdout + stderr }
  }

  it('is eight files, with the rules that lie beside it', async () => {
    const tarball = await packed(packDirectory())
    const { stdout } = await runProcess(['tar', 'tzf', tarball], cleanEnvironment())
    assert.deepEqual(stdout.trim().split('\n').toSorted(), [
      'package/PulumiPolicy.yaml',
      'package/README.md',
      'package/dist/entra-mfa-gate',
      'package/dist/entra-mfa-gate.cmd',
      'package/dist/package.json',
      'package/dist/third-party-notices.txt',
      'package/mfa-rules.yaml',
      'package/package.json',
    ])
  })

  it('refuses and passes by the rules that it brings, wherever it was unpacked', async () => {
    const pack = await unpacked(await packed(packDirectory()))
    const refused = await preview(pack, 89)
    assert.notEqual(refused.exitCode, 0, refused.text)
    assert.match(refused.text, /own-minimum/)
    assert.match(refused.text, /89 of 100 users \(89\.00 %\) are registered for MFA, 90 % required/)
    const passed = await preview(pack, 90)
    assert.equal(passed.exitCode, 0, passed.text)
  })

  it('does not let the environment of a deployment bring other rules', async () => {
    const pack = await unpacked(await packed(packDirectory()))
    const lenient = bench.write('lenient.yaml', own.replace('90%', '1%'))
    const { exitCode, text } = await preview(pack, 89, { MFA_GATE_RULES: lenient })
    assert.notEqual(exitCode, 0, text)
    assert.match(text, /MFA_GATE_RULES is set, and this pack brings its own rules/)
  })

  it('is sent with its readme, its repository and its policies', async function () {
    if (bench.pulumi.engine !== 'cli') return this.skip()
    const service = await startPublishingService('acme')
    try {
      const directory = packDirectory()
      const { exitCode, stdout, stderr } = await runProcess(
        [...bench.pulumi.command, 'policy', 'publish', 'acme', '--non-interactive'],
        {
          ...cleanEnvironment(),
          PULUMI_HOME: join(scratch, 'home'),
          PULUMI_ACCESS_TOKEN: 'pul-stand-in',
          PULUMI_BACKEND_URL: service.url,
          PULUMI_SKIP_UPDATE_CHECK: 'true',
        },
        { cwd: directory, limitMs: 100_000 },
      )
      assert.equal(exitCode, 0, stdout + stderr)
      const published = service.published()
      assert.ok(published !== undefined)
      const {
        name,
        versionTag,
        readme,
        repository: from,
        provider,
        policies,
      } = published.description as Description
      assert.equal(name, 'entra-mfa-gate')
      assert.equal(versionTag, versionOf(join(packPaths.directory, 'package.json')))
      assert.equal(readme, readFileSync(join(packPaths.directory, 'README.md'), 'utf8'))
      assert.equal(from, `https://github.com/${repository}`)
      assert.equal(provider, 'Azure')
      assert.deepEqual(policies.map(({ name, enforcementLevel }) => [name, enforcementLevel]).toSorted(), [
        ['ca-lockout-guard', 'advisory'],
        ['mfa-gate-tenant', 'mandatory'],
        ['own-minimum', 'mandatory'],
      ])
      const tarball = join(scratch, 'uploaded.tgz')
      writeFileSync(tarball, published.tarball)
      const refused = await preview(await unpacked(tarball), 89)
      assert.match(refused.text, /89 of 100 users \(89\.00 %\) are registered for MFA, 90 % required/)
    } finally {
      await service.close()
    }
  })
})

function versionOf(manifest: string): string {
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { readonly version: string }).version
}
