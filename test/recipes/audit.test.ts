import assert from 'node:assert/strict'
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { findPulumi } from '../../src/simulator/pulumi-command.ts'
import {
  scenarioFromOptions,
  startTenants,
  type Tenants,
  type TenantsFile,
  writeTenantsFile,
} from '../../src/simulator/tenant/index.ts'
import { sharedPostgres } from '../history/support/postgres-server.ts'
import { cleanEnvironment, type Ran, runProcess } from '../support/run-process.ts'
import { openRepository } from './repository.ts'
import { type Recipe, recipe, shellSteps } from './recipes.ts'

const github = recipe('.github/workflows/mfa-audit.yml', 'docs/audit.md')
const azure = recipe('azure-pipelines-audit.yml', 'docs/audit.md')

/** `gh` as the recipe needs it: the runs are folders, and some of them have the artifact. */
const gh = `#!/bin/sh
case "$1 $2" in
  'run list') ls runs 2>/dev/null | sort -rn ;;
  'run download') cp "runs/$3/mfa-history.db" . 2>/dev/null ;;
  *) exit 64 ;;
esac
`
/** Says what it was asked, since the engine of these tests previews only. */
const pulumi = `#!/bin/sh
echo "pulumi $*"
test -e "$6" || { echo "there is no pack at $6" >&2; exit 1; }
`

describe('the shell steps of the nightly recipes', function () {
  this.timeout(180_000)
  let folder: string
  let tenants: Tenants
  let file: TenantsFile
  beforeEach(async () => {
    folder = openRepository(await findPulumi(process.env, () => undefined))
    const [fine, below] = [22_000, 33].map((registered) => ({
      scenario: scenarioFromOptions({ population: 23_123, registered }),
    }))
    tenants = await startTenants([
      { ...fine!, name: 'Contoso' },
      { ...below!, name: 'Fabrikam' },
    ])
    file = await writeTenantsFile(tenants.directories)
    writeFileSync(join(folder, 'mfa-tenants.yaml'), readFileSync(file.path))
    for (const [name, text] of Object.entries({ gh, pulumi })) {
      writeFileSync(join(folder, 'bin', name), text)
      chmodSync(join(folder, 'bin', name), 0o755)
    }
  })
  afterEach(async () => {
    await file.remove()
    await tenants.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const at = (name: string): string => join(folder, name)
  const bash = (script: string, more: NodeJS.ProcessEnv): Promise<Ran> =>
    runProcess(
      ['bash', '-e', '-o', 'pipefail', '-c', script],
      {
        ...{ ...cleanEnvironment(), ...tenants.environment, ...file.secrets, CI: 'true', PWD: folder },
        PATH: `${at('bin')}:${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`,
        npm_config_offline: 'true',
        npm_config_loglevel: 'error',
        ...more,
      },
      { cwd: folder, limitMs: 120_000 },
    )
  /** Every step, as `if: always()` has those after the audit; answers them by what they run. */
  async function night(of: Recipe, more: NodeJS.ProcessEnv): Promise<(of: RegExp) => Ran> {
    const ran: (readonly [string, Ran])[] = []
    for (const script of shellSteps(of)) ran.push([script, await bash(script, more)])
    return (wanted) => ran.find(([script]) => wanted.test(script))![1]
  }

  it('on GitHub Actions keep one history from night to night in an artifact', async () => {
    const environment = {
      MFA_GATE_TENANTS: 'mfa-tenants.yaml',
      MFA_GATE_HISTORY: 'mfa-history.db',
      GITHUB_STEP_SUMMARY: at('summary.md'),
      STACK: 'acme/shop/prod',
    }
    const first = await night(github, environment)
    assert.match(first(/gh run list/).stdout, /::warning::There is no earlier history/)
    assert.equal(first(/mfa-gate audit/).exitCode, 1, first(/mfa-gate audit/).stderr)
    assert.match(readFileSync(at('summary.md'), 'utf8'), /MFA registration, by tenant/)
    assert.ok(existsSync(at('pages/index.html')) && existsSync(at('evidence')))
    assert.match(
      first(/pulumi/).stdout,
      /^pulumi policy analyze --stack acme\/shop\/prod --policy-pack \S+\n$/,
    )
    assert.equal(first(/pulumi/).exitCode, 0, first(/pulumi/).stderr)

    // The second-last run left the artifact, the last one failed before it could.
    for (const run of ['7', '8']) mkdirSync(at(`runs/${run}`), { recursive: true })
    writeFileSync(at('runs/7/mfa-history.db'), readFileSync(at('mfa-history.db')))
    rmSync(at('mfa-history.db'))
    const second = await night(github, environment)
    assert.doesNotMatch(second(/gh run list/).stdout, /::warning::/)
    const listed = await bash('npx mfa-gate history list --format json', environment)
    assert.equal((JSON.parse(listed.stdout) as unknown[]).length, 4, listed.stdout + listed.stderr)
  })

  it('on Azure Pipelines keep it in PostgreSQL, and upload a summary', async function () {
    const server = await sharedPostgres()
    if ('impossible' in server) return this.skip()
    const environment = { MFA_GATE_HISTORY: await server.freshDatabase(), STACK: 'acme/shop/prod' }
    for (const expected of [2, 4]) {
      const ran = await night(azure, environment)
      assert.equal(ran(/mfa-gate audit/).exitCode, 1, ran(/mfa-gate audit/).stderr)
      assert.match(ran(/uploadsummary/).stdout, /^##vso\[task\.uploadsummary\]\/.*audit\.md\n$/)
      assert.equal(ran(/pulumi/).exitCode, 0, ran(/pulumi/).stderr)
      const listed = await bash('npx mfa-gate history list --format json', environment)
      assert.equal((JSON.parse(listed.stdout) as unknown[]).length, expected, listed.stderr)
    }
  })
})
