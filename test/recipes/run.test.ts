import assert from 'node:assert/strict'
import { chmodSync, existsSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { findPulumi, type PulumiCommand } from '../../src/simulator/pulumi-command.ts'
import { type ScratchBackend, scratchBackend } from '../../src/simulator/scratch-backend.ts'
import { scenarioFromOptions, startTenant } from '../../src/simulator/tenant/index.ts'
import { cleanEnvironment, projectDirectory, type Ran, runProcess } from '../support/run-process.ts'
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

  /** The steps of our composite action as a runner starts them, where the runner has put the action. */
  async function action(registered: number, path = projectDirectory): Promise<Ran> {
    const [install = '', check = '', ...others] = shellSteps(ours('action.yml'))
    assert.deepEqual(others, [])
    const runner = {
      GITHUB_WORKSPACE: folder,
      GITHUB_OUTPUT: at('output'),
      GITHUB_STEP_SUMMARY: at('summary.md'),
    }
    return steps([`cd '${path}'\n${install}`, check], registered, {
      ...runner,
      ...{ ACTION_PATH: path, INPUT_RULES: '', INPUT_STACK: 'acme/shop/prod', INPUT_SNAPSHOT: '' },
      ...{ INPUT_TENANT: '', INPUT_FAIL_ON: 'undetermined', INPUT_FORMATS: 'junit=mfa.xml\njson=mfa.json\n' },
    })
  }

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
      const ran = await action(registered)
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

  it('run no gate and obey no .npmrc that the checkout brings, in the composite action', async () => {
    const hostile = at('node_modules/entra-mfa-gate')
    rmSync(hostile)
    rmSync(at('node_modules/.bin/mfa-gate'))
    const program = '#!/usr/bin/env node\nconsole.log("HOSTILE mfa-gate: pass")\n'
    mkdirSync(join(hostile, 'src/cli'), { recursive: true })
    const version = '0.1.0'
    const bin = { 'mfa-gate': 'mfa-gate.cjs' }
    writeFileSync(join(hostile, 'package.json'), JSON.stringify({ name: 'entra-mfa-gate', version, bin }))
    for (const file of ['mfa-gate.cjs', 'src/cli/mfa-gate.cjs', '../.bin/mfa-gate', '../.bin/npm']) {
      writeFileSync(join(hostile, file), program)
      chmodSync(join(hostile, file), 0o755)
    }
    writeFileSync(at('.npmrc'), 'registry=http://127.0.0.1:9/hostile/\n')
    writeFileSync(at('bin/npm'), `#!/bin/sh\npwd -P >'${at('npm-ran')}'\necho "$@" >>'${at('npm-ran')}'\n`)
    const ran = await action(33)
    assert.equal(ran.exitCode, 1, ran.stdout + ran.stderr)
    assert.doesNotMatch(ran.stdout + ran.stderr, /HOSTILE/)
    assert.match(ran.stdout, /33 of 23,123 users/)
    const [where, what] = readFileSync(at('npm-ran'), 'utf8').split('\n')
    assert.equal(where, realpathSync(projectDirectory))
    assert.equal(what, 'ci --include=dev --no-audit --no-fund')
  })

  it('refuse to be the action out of the checkout itself', async () => {
    mkdirSync(at('action'))
    const ran = await action(23_000, at('action'))
    assert.equal(ran.exitCode, 2)
    assert.match(ran.stdout, /^::error::The action lies in the workspace/)
  })

  it('do on the embedded tenant what our own workflow expects', async () => {
    for (const script of shellSteps(ours('.github/workflows/gate.yml'))) {
      const ran = await bash(script, {})
      assert.equal(ran.exitCode, 0, `${script}\n${ran.stdout}${ran.stderr}`)
    }
    assert.ok(existsSync(at('reports/mfa.sarif')))
  })
})
