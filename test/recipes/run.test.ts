import assert from 'node:assert/strict'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { findPulumi, type PulumiCommand } from '../../src/simulator/pulumi-command.ts'
import { type ScratchBackend, scratchBackend } from '../../src/simulator/scratch-backend.ts'
import { scenarioFromOptions, startTenant } from '../../src/simulator/tenant/index.ts'
import { cleanEnvironment, type Ran, runProcess } from '../support/run-process.ts'
import { openRepository } from './repository.ts'
import { bashUnder, jobEnvironment, ours, recipe, shellSteps } from './recipes.ts'

describe('the shell steps of the recipes', function () {
  this.timeout(180_000)
  let pulumi: PulumiCommand
  let backend: ScratchBackend
  let folder: string
  before(async () => (pulumi = await findPulumi(process.env, () => undefined)))
  beforeEach(() => {
    backend = scratchBackend()
    folder = openRepository(pulumi)
  })
  afterEach(() => {
    backend.remove()
    rmSync(folder, { recursive: true, force: true })
  })

  const bash = (script: string, more: NodeJS.ProcessEnv): Promise<Ran> =>
    runProcess(
      ['bash', '-e', '-o', 'pipefail', '-c', script],
      {
        ...cleanEnvironment(),
        ...backend.environment,
        npm_config_offline: 'true',
        npm_config_loglevel: 'error',
        CI: 'true',
        PWD: undefined,
        PATH: `${join(folder, 'bin')}:${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`,
        ...more,
      },
      { cwd: folder, limitMs: 120_000 },
    )

  /** Runs the steps one after the other until one fails; answers the last. */
  async function steps(
    scripts: readonly string[],
    registered: number,
    more: NodeJS.ProcessEnv = {},
  ): Promise<Ran> {
    assert.ok(scripts.length > 0)
    const tenant = await startTenant(scenarioFromOptions({ population: 23_123, registered, faults: [] }))
    try {
      let ran: Ran | undefined
      for (const script of scripts) {
        ran = await bash(script, { ...tenant.environment, ...more })
        if (ran.exitCode !== 0) break
      }
      return ran!
    } finally {
      await tenant.close()
    }
  }
  const at = (name: string): string => join(folder, name)

  for (const [registered, exit] of [
    [22_000, 0],
    [33, 1],
  ] as const) {
    const verb = exit === 0 ? 'pass' : 'refuse'

    it(`${verb} on GitHub Actions, with a summary`, async () => {
      const github = recipe('.github/workflows/deploy.yml')
      const ran = await steps(shellSteps(github, 'mfa'), registered, {
        GITHUB_STEP_SUMMARY: at('summary.md'),
      })
      assert.equal(ran.exitCode, exit, ran.stdout + ran.stderr)
      assert.match(readFileSync(at('summary.md'), 'utf8'), /## MFA registration/)
      assert.ok(existsSync(at('mfa.sarif')) && existsSync(at('tenant.json')))
    })

    it(`${verb} on Azure Pipelines`, async () => {
      const agent = { AGENT_TEMPDIRECTORY: folder }
      const ran = await steps(shellSteps(recipe('azure-pipelines.yml')), registered, agent)
      assert.equal(ran.exitCode, exit, ran.stdout + ran.stderr)
      assert.match(ran.stdout, /##vso\[task\.uploadsummary\]/)
      assert.ok(existsSync(at('mfa.xml')))
    })

    it(`${verb} on GitLab CI`, async () => {
      const ran = await steps(shellSteps(recipe('.gitlab-ci.yml')), registered)
      assert.equal(ran.exitCode, exit, ran.stdout + ran.stderr)
      assert.ok(existsSync(at('gl-code-quality.json')) && existsSync(at('mfa.xml')))
    })

    it(`${verb} in Pulumi Deployments`, async () => {
      const ran = await steps([bashUnder('Pulumi Deployments')], registered, {
        PULUMI_CI_ORGANIZATION: 'acme',
        PULUMI_CI_PROJECT: 'shop',
        PULUMI_CI_STACK: 'prod',
      })
      assert.equal(ran.exitCode, exit, ran.stdout + ran.stderr)
    })

    it(`${verb} in the composite action, with the exit code as output`, async () => {
      const ran = await steps(shellSteps(ours('action.yml')), registered, {
        ...{
          INPUT_RULES: '',
          INPUT_STACK: 'acme/shop/prod',
          INPUT_SNAPSHOT: '',
          INPUT_TENANT: '',
          INPUT_FAIL_ON: 'undetermined',
        },
        ...{ INPUT_FORMATS: 'junit=mfa.xml\njson=mfa.json\n', INPUT_VERSION: '0.1.0' },
        GITHUB_OUTPUT: at('output'),
        GITHUB_STEP_SUMMARY: at('summary.md'),
      })
      assert.equal(ran.exitCode, exit, ran.stdout + ran.stderr)
      assert.equal(readFileSync(at('output'), 'utf8'), `exit-code=${exit}\n`)
      assert.ok(existsSync(at('mfa.xml')) && existsSync(at('mfa.json')))
    })

    it(`${verb} in a preview job that has a snapshot and no credential`, async () => {
      const github = recipe('.github/workflows/deploy.yml')
      const [install = '', snapshot = ''] = shellSteps(github, 'mfa')
      await using tenant = await startTenant(scenarioFromOptions({ population: 23_123, registered }))
      for (const script of [install, snapshot])
        assert.equal((await bash(script, tenant.environment)).exitCode, 0)
      const {
        AZURE_CLIENT_ID: _,
        AZURE_CLIENT_SECRET: _secret,
        AZURE_TENANT_ID: id,
        ...standIn
      } = tenant.environment
      // What the job's own env says, and the stand-in, without which its numbers are refused.
      const environment = {
        ...standIn,
        ...jobEnvironment(github, 'preview', { 'matrix.stack': 'dev', 'vars.AZURE_TENANT_ID': id ?? '' }),
        GITHUB_STEP_SUMMARY: at('summary.md'),
      }
      if (pulumi.engine === 'cli') await bash('pulumi stack init dev --non-interactive', environment)
      const [, preview = '', show = ''] = shellSteps(github, 'preview')
      const ran = await bash(preview, environment)
      assert.equal(ran.exitCode === 0 ? 0 : 1, exit, ran.stdout + ran.stderr)
      assert.match(
        ran.stdout + ran.stderr,
        /takes a snapshot of the embedded tenant, a stand-in for Microsoft/,
      )
      assert.equal((await bash(show, environment)).exitCode, 0)
      assert.match(readFileSync(at('summary.md'), 'utf8'), exit === 0 ? /At or above/ : /Below the minimum/)
    })
  }

  it('do on the embedded tenant what our own workflow expects', async () => {
    for (const script of shellSteps(ours('.github/workflows/gate.yml'))) {
      const ran = await bash(script, {})
      assert.equal(ran.exitCode, 0, `${script}\n${ran.stdout}${ran.stderr}`)
    }
    assert.ok(existsSync(at('reports/mfa.sarif')))
  })
})
