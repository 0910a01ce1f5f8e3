import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { savedText } from '../../src/snapshots/saved-snapshot.ts'
import {
  loadScenario,
  scenarioFromOptions,
  startTenant,
  type Tenant,
} from '../../src/simulator/tenant/index.ts'
import { snapshotOf } from '../support/make.ts'
import { runCli } from '../support/run-cli.ts'
import { cleanEnvironment } from '../support/run-process.ts'

describe('mfa-gate snapshot', () => {
  let folder: string
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'mfa-gate-snapshot-'))))
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const run = (args: readonly string[], more: NodeJS.ProcessEnv = {}) =>
    runCli(args, { ...cleanEnvironment(), ...more }, { cwd: folder })
  /** Beside the stand-in, which alone may be told its own numbers; without a credential for it. */
  const beside = ({ environment }: Tenant, args: readonly string[], more: NodeJS.ProcessEnv = {}) => {
    const { AZURE_CLIENT_ID: _, AZURE_CLIENT_SECRET: _secret, ...others } = environment
    return run(args, { ...others, ...more })
  }
  const at = (name: string): string => join(folder, name)

  /** A snapshot of a tenant that is none, received `hours` ago. */
  const save = (registered: number, hours: number): void => {
    const snapshot = snapshotOf(1_000, { mfaRegistered: registered })
    const receivedAt = new Date(Date.now() - hours * 3_600_000).toISOString()
    const provenance = { ...snapshot.provenance, receivedAt }
    writeFileSync(
      at('tenant.json'),
      savedText({
        snapshots: [{ ...snapshot, provenance }],
        exclusionsSha256: undefined,
        version: '1.2.3',
      }),
    )
  }

  it('is judged by later jobs without credential, asking the stand-in for nothing but its sign of life', async () => {
    await using tenant = await startTenant(scenarioFromOptions({ population: 100, registered: 96 }))
    const saved = await run(['snapshot', '--output', 'sub/tenant.json'], tenant.environment)
    assert.equal(saved.exitCode, 0, saved.stderr)
    assert.match(saved.stdout, /^Saved sub\/tenant\.json: 100 users of the tenant .+\nIt is simulated: /)
    const before = tenant.requests.length
    const options = await beside(tenant, ['check', '--snapshot', 'sub/tenant.json'])
    assert.equal(options.exitCode, 0, options.stdout)
    assert.match(options.stdout, /read from the embedded tenant \(a stand-in, not Microsoft\)/)
    assert.match(options.stdout, /Not read by this run, but taken from the snapshot sub\/tenant\.json\./)
    assert.equal(
      options.stderr,
      'mfa-gate: sub/tenant.json is of the embedded tenant, a stand-in for Microsoft.\n',
    )
    const variable = await beside(tenant, ['check'], { MFA_GATE_SNAPSHOT: 'sub/tenant.json' })
    assert.equal(variable.stdout, options.stdout)
    for (const { path } of tenant.requests.slice(before)) assert.match(path, /^\/mfa-gate\/challenge\//)
  })

  describe('of a stand-in, where that is not the one of this run', () => {
    let read: Tenant
    let other: Tenant
    before(async () => {
      ;[read, other] = await Promise.all([
        startTenant(scenarioFromOptions({ population: 100, registered: 96 })),
        startTenant(scenarioFromOptions({ population: 100, registered: 96 })),
      ])
    })
    after(() => Promise.all([read.close(), other.close()]))
    beforeEach(async () => {
      await run(['snapshot', '--output', 'tenant.json'], read.environment)
    })
    const silent = /the stand-in that MFA_GATE_SIMULATED_TENANT names did not answer for this run/
    const rows: readonly [title: string, environment: () => NodeJS.ProcessEnv, says: RegExp][] = [
      [
        'is not named',
        () => ({}),
        /is of the embedded tenant, a stand-in, and says nothing about a real one\./,
      ],
      [
        'is an address with nothing behind it',
        () => ({ ...read.environment, MFA_GATE_SIMULATED_TENANT: 'https://127.0.0.1:1' }),
        silent,
      ],
      [
        'is named without its key',
        () => ({ ...read.environment, MFA_GATE_SIMULATED_KEY: undefined }),
        silent,
      ],
      [
        'is named with the key of another',
        () => ({ ...read.environment, MFA_GATE_SIMULATED_KEY: other.environment['MFA_GATE_SIMULATED_KEY'] }),
        silent,
      ],
      [
        'is another',
        () => ({ ...other.environment, AZURE_TENANT_ID: read.environment['AZURE_TENANT_ID'] }),
        /it was not read from the stand-in of this run/,
      ],
    ]
    for (const [title, environment, says] of rows) {
      it(`determines nothing: it ${title}`, async () => {
        const { exitCode, stdout } = await run(['check', '--snapshot', 'tenant.json'], environment())
        assert.equal(exitCode, 3)
        assert.match(stdout, says)
      })
    }
  })

  describe('of rules with segments and exclusions', () => {
    const rules = (exclusions: string): string => `rules:
  - { id: everyone, measure: ssprRegistered, minimum: 50% }
  - { id: admins, measure: mfaRegistered, segment: admins, minimum: 100% }
${exclusions}`
    const excluding = 'exclusions: { accounts: [{ kind: guests, reason: they register at home }] }\n'
    const scenario = `population: 300
counts: { registered: 290, enabled: 300, capable: 300, mfaRegistered: 280 }
permissions: [Reports.Read.All, AuditLog.Read.All]
users: { guests: 10, admins: 4, adminsRegistered: 3 }
`
    beforeEach(() => {
      writeFileSync(at('plain.yaml'), rules(''))
      writeFileSync(at('excluding.yaml'), rules(excluding))
    })
    let tenant: Tenant
    before(async () => (tenant = await startTenant(loadScenario(scenario))))
    after(() => tenant.close())
    const saveBeside = (file: string) =>
      run(['snapshot', '--rules', file, '--output', 'tenant.json'], tenant.environment)
    const checkWith = (file: string, ...more: readonly string[]) =>
      beside(tenant, ['check', '--rules', file, '--snapshot', 'tenant.json', ...more])

    it('answers each rule from the report that tells it', async () => {
      const saved = await saveBeside('plain.yaml')
      assert.equal(saved.exitCode, 0, saved.stderr)
      assert.match(saved.stdout, /300 users of the tenant .+ read from registrationDetails/)
      const { exitCode, stdout } = await checkWith('plain.yaml')
      assert.equal(exitCode, 1)
      assert.match(stdout, /✓ everyone /)
      assert.match(stdout, /✗ admins .+ 3 of 4 admins/)
    })

    it('answers with the exclusions it was saved with, and with no others', async () => {
      await saveBeside('excluding.yaml')
      const same = await checkWith('excluding.yaml')
      assert.match(same.stdout, /of 290 users/)
      assert.match(same.stdout, /Excluded: 10 guests \(they register at home\)/)
      const other = await checkWith('plain.yaml')
      assert.equal(other.exitCode, 3)
      assert.match(
        other.stdout,
        /tenant\.json was saved with other exclusions than the rules document declares/,
      )
    })

    it('answers nothing of what it was not saved for', async () => {
      await saveBeside('plain.yaml')
      writeFileSync(at('guests.yaml'), rules('').replaceAll('admins', 'guests'))
      const { exitCode, stdout } = await checkWith('guests.yaml')
      assert.equal(exitCode, 3)
      assert.match(stdout, /the snapshot tenant\.json does not have mfaRegistered of guests\./)
    })

    it('names nobody', async () => {
      await saveBeside('plain.yaml')
      const { exitCode, stderr } = await checkWith('plain.yaml', '--list', 'users.csv')
      assert.equal(exitCode, 2)
      assert.match(stderr, /the snapshot tenant\.json has no names/)
      assert.ok(!existsSync(at('users.csv')))
    })
  })

  it('is printed to -', async () => {
    await using tenant = await startTenant(scenarioFromOptions({ population: 100, registered: 96 }))
    const { stdout } = await run(['snapshot', '--output', '-'], tenant.environment)
    writeFileSync(at('tenant.json'), stdout)
    assert.equal((await beside(tenant, ['check', '--snapshot', 'tenant.json'])).exitCode, 0)
  })

  it('saves nothing and exits 3 when the tenant cannot be read', async () => {
    writeFileSync(at('tenant.json'), 'earlier')
    const scenario = scenarioFromOptions({ population: 1, registered: 1, faults: ['report:licence-403'] })
    const tenant = await startTenant(scenario)
    const { exitCode, stderr } = await run(['snapshot', '--output', 'tenant.json'], tenant.environment)
    await tenant.close()
    assert.equal(exitCode, 3)
    assert.match(stderr, /^Could not determine: [^]+\nmfa-gate: nothing was saved\.\n$/)
    assert.equal(readFileSync(at('tenant.json'), 'utf8'), 'earlier')
  })

  it('exits 2 when the file cannot be written', async () => {
    const tenant = await startTenant(scenarioFromOptions({ population: 1, registered: 1, faults: [] }))
    const { exitCode, stderr } = await run(['snapshot', '--output', '.'], tenant.environment)
    await tenant.close()
    assert.equal(exitCode, 2)
    assert.match(
      stderr,
      /^mfa-gate: the snapshot \. cannot be written \(it is a directory\); correct --output\.\n$/,
    )
    assert.ok(!existsSync(at('tenant.json')))
  })

  it('has an answer of its own kind: 0, 1, 2 when changed, 3 when too old', async () => {
    const pinned = { MFA_GATE_TENANT: snapshotOf(1, {}).tenantId }
    const check = () => run(['check', '--snapshot', 'tenant.json'], pinned)
    save(960, 1)
    assert.equal((await check()).exitCode, 0)
    save(100, 1)
    assert.equal((await check()).exitCode, 1)
    writeFileSync(at('tenant.json'), readFileSync(at('tenant.json'), 'utf8').replace('100', '999'))
    const changed = await check()
    assert.equal(changed.exitCode, 2)
    assert.match(
      changed.stderr,
      /^mfa-gate: the snapshot tenant\.json has been changed since it was saved; [^\n]+\n$/,
    )
    save(960, 25)
    const old = await check()
    assert.equal(old.exitCode, 3)
    assert.match(old.stdout, /are over 25 hours old, and maxAge allows 24 hours/)
  })

  it('is refused when nothing says which tenant is deployed to', async () => {
    save(960, 1)
    const { exitCode, stdout } = await run(['check', '--snapshot', 'tenant.json'])
    assert.equal(exitCode, 3)
    assert.match(
      stdout,
      /nothing says which tenant is deployed to, so the snapshot tenant\.json .+ may be of the wrong one/,
    )
    assert.match(stdout, /To do: say which tenant must be judged, with MFA_GATE_TENANT or ARM_TENANT_ID\./)
  })

  it('is refused when it is of another cloud than is deployed to', async () => {
    save(960, 1)
    const { exitCode, stdout } = await run(['check', '--snapshot', 'tenant.json'], {
      MFA_GATE_TENANT: snapshotOf(1, {}).tenantId,
      MFA_GATE_CLOUD: 'usgovernment',
    })
    assert.equal(exitCode, 3)
    assert.match(
      stdout,
      /was read from graph\.microsoft\.com, but the deployment goes to the US Government cloud/,
    )
  })

  it('is refused when it is of another tenant than AZURE_TENANT_ID', async () => {
    save(960, 1)
    const { exitCode, stdout } = await run(['check', '--snapshot', 'tenant.json'], {
      AZURE_TENANT_ID: '11111111-0000-4000-8000-000000000001',
    })
    assert.equal(exitCode, 3)
    assert.match(stdout, /Could not determine: .*11111111-0000-4000-8000-000000000001/)
  })
})
