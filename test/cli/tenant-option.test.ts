import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type AuditBench, openAuditBench, tenantOf } from '../support/audit-run.ts'
import { runCli } from '../support/run-cli.ts'

describe('--tenant NAME', function () {
  this.timeout(60_000)
  let bench: AuditBench
  before(async () => {
    bench = await openAuditBench([tenantOf('Contoso', 980), tenantOf('Fabrikam', 510)], (index) =>
      index === 1 ? { rules: 'lenient.yaml' } : {},
    )
    const lenient = 'rules: [{ id: lenient, measure: mfaRegistered, minimum: 51% }]\n'
    writeFileSync(join(bench.folder, 'lenient.yaml'), lenient)
  })
  after(() => bench[Symbol.asyncDispose]())
  const document = ['--tenants', 'mfa-tenants.yaml']
  const run = (args: readonly string[], more: NodeJS.ProcessEnv = {}) =>
    runCli(args, { ...bench.environment, ...more }, { cwd: bench.folder })

  it('has explain speak of that tenant, by its own rules', async () => {
    const fabrikam = await run(['explain', ...document, '--tenant', 'Fabrikam'])
    assert.equal(fabrikam.exitCode, 0, fabrikam.stderr + fabrikam.stdout)
    assert.match(fabrikam.stdout, /lenient/)
    assert.ok(fabrikam.stdout.includes(bench.tenants.directories[1]?.tenantId ?? '?'))
    const contoso = await run(['explain', '--tenant', 'contoso'], {
      MFA_GATE_TENANTS: join(bench.folder, 'mfa-tenants.yaml'),
    })
    assert.ok(contoso.stdout.includes(bench.tenants.directories[0]?.tenantId ?? '?'), contoso.stderr)
  })

  it('has doctor walk through that tenant, with its credential', async () => {
    const { exitCode, stdout } = await run(['doctor', ...document, '--tenant', 'Fabrikam'])
    assert.equal(exitCode, 0, stdout)
    assert.ok(stdout.includes(bench.tenants.directories[1]?.tenantId ?? '?'), stdout)
    const broken = await run(['doctor', ...document, '--tenant', 'Fabrikam'], { SECRET_1: 'wrong' })
    assert.equal(broken.exitCode, 3)
    assert.match(broken.stdout, /✗ sign-in/)
  })

  it('has evidence bundle that tenant, which verify may demand', async () => {
    const id = bench.tenants.directories[1]?.tenantId ?? '?'
    const made = await run(['evidence', ...document, '--tenant', id, '--output', 'bundle.zip'])
    assert.equal(made.exitCode, 0, made.stderr + made.stdout)
    const verify = ['evidence', 'verify', 'bundle.zip', '--allow-unsigned', '--allow-simulated']
    assert.equal((await run([...verify, '--tenant', id])).exitCode, 0)
  })

  for (const [title, args, environment, says] of [
    [
      'without a document',
      ['--tenant', 'Contoso'],
      {},
      /--tenant is one of a tenants document, and none is named/,
    ],
    [
      'with a name that nobody has',
      [...document, '--tenant', 'Contosso'],
      {},
      /has no tenant "Contosso"; did you mean "?Contoso/i,
    ],
    [
      'with a document alone',
      document,
      {},
      /--tenants lists many, but this command reads one; add --tenant NAME/,
    ],
    [
      'beside a snapshot',
      [...document, '--tenant', 'Contoso'],
      { MFA_GATE_SNAPSHOT: 's.json' },
      /--tenant reads that tenant, and a snapshot is named/,
    ],
  ] as const) {
    it(`is refused ${title}`, async () => {
      for (const command of [['doctor'], ['explain'], ['evidence', '--output', 'never.zip']]) {
        const { exitCode, stderr } = await run([...command, ...args], environment)
        assert.equal(exitCode, 2, stderr)
        assert.match(stderr, /^mfa-gate: /)
        assert.match(stderr, says)
      }
    })
  }
})
