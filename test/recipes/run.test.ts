import assert from 'node:assert/strict'
import {
  chmodSync,
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
import { dirname, join } from 'node:path'
import { findPulumi, type PulumiCommand } from '../../src/simulator/pulumi-command.ts'
import { type ScratchBackend, scratchBackend } from '../../src/simulator/scratch-backend.ts'
import { scenarioFromOptions, startTenant } from '../../src/simulator/tenant/index.ts'
import { cleanEnvironment, projectDirectory, type Ran, runProcess } from '../support/run-process.ts'
import { bashUnder, ours, recipe, shellSteps } from './recipes.ts'

/** A repository that has installed the gate, with `npm` standing in for a registry. */
function openRepository(pulumi: PulumiCommand): string {
  const folder = mkdtempSync(join(tmpdir(), 'mfa-gate-recipe-'))
  const modules = join(folder, 'node_modules')
  const bin = join(folder, 'bin')
  for (const directory of [join(modules, '.bin'), bin]) mkdirSync(directory, { recursive: true })
  const installed = join(projectDirectory, 'node_modules')
  for (const name of readdirSync(installed).filter((one) => !one.startsWith('.')))
    symlinkSync(join(installed, name), join(modules, name))
  symlinkSync(projectDirectory, join(modules, 'entra-mfa-gate'))
  symlinkSync('../entra-mfa-gate/src/cli/mfa-gate.cjs', join(modules, '.bin/mfa-gate'))
  const program = JSON.stringify(join(projectDirectory, 'dist/src/program/index.js'))
  const files: Readonly<Record<string, string>> = {
    'package.json':
      '{ "name": "shop", "type": "module", "main": "index.js", "dependencies": { "entra-mfa-gate": "*" } }',
    'Pulumi.yaml': 'name: shop\nruntime:\n  name: nodejs\n  options:\n    typescript: false\n',
    'index.js': `await import(${program})\n`,
    'bin/npm': '#!/bin/sh\nexit 0\n',
    'bin/pulumi': `#!/bin/sh\nexec ${pulumi.command.map((part) => `'${part}'`).join(' ')} "$@"\n`,
  }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  for (const name of ['bin/npm', 'bin/pulumi']) chmodSync(join(folder, name), 0o755)
  return folder
}

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
      assert.equal((await steps([install, snapshot], registered)).exitCode, 0)
      const environment = {
        ...{ STACK: 'dev', MFA_GATE_SNAPSHOT: 'tenant.json', MFA_GATE_REPORT: 'markdown:mfa.md' },
        // Without it the stand-in's numbers are refused.
        MFA_GATE_SIMULATED_TENANT: 'https://127.0.0.1:1',
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
