import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { scenarioFromOptions, startTenant, type Tenant } from '../../../src/simulator/tenant/index.ts'
import { openAuditBench, tenantOf } from '../../support/audit-run.ts'
import { runCli } from '../../support/run-cli.ts'
import { cleanEnvironment, projectDirectory } from '../../support/run-process.ts'

const escape = '\u001b'

describe('What a command tells beside its answer', function () {
  this.timeout(60_000)
  let [good, bad]: Tenant[] = []
  let folder: string
  before(async () => {
    good = await startTenant(scenarioFromOptions({ population: 1_000, registered: 990 }))
    bad = await startTenant(scenarioFromOptions({ population: 1_000, registered: 500 }))
    folder = mkdtempSync(join(tmpdir(), 'mfa-gate-voice-'))
  })
  after(async () => {
    await Promise.all([good?.close(), bad?.close()])
    rmSync(folder, { recursive: true })
  })
  const run = (
    args: readonly string[],
    {
      environment = {},
      columns,
      tenant = bad,
    }: { environment?: NodeJS.ProcessEnv; columns?: number; tenant?: Tenant | undefined } = {},
  ) => runCli(args, { ...tenant?.environment, ...environment }, { cwd: folder, ...(columns && { columns }) })

  for (const [args, environment, columns, coloured] of [
    [[], {}, 80, true],
    [[], {}, undefined, false],
    [[], { NO_COLOR: '1' }, 80, false],
    [[], { NO_COLOR: '' }, 80, true],
    [[], { FORCE_COLOR: '1' }, undefined, true],
    [[], { FORCE_COLOR: '0' }, 80, false],
    [[], { FORCE_COLOR: '1', NO_COLOR: '1' }, undefined, true],
    [['--no-color'], {}, 80, false],
    [['--no-color'], { FORCE_COLOR: '1' }, 80, false],
    [[], { TERM: 'dumb' }, 80, false],
  ] as const) {
    const where = columns === undefined ? 'in a pipe' : 'on a terminal'
    const given = [...args, ...Object.entries(environment).map((pair) => pair.join('='))].join(' ')
    it(`has ${coloured ? 'colour' : 'no colour'} ${where}${given && ` with ${given}`}`, async () => {
      const { stdout } = await run(['check', ...args], { environment, ...(columns && { columns }) })
      assert.equal(stdout.includes(`${escape}[31m✗`), coloured, stdout)
      assert.equal(stdout.includes(escape), coloured)
    })
  }

  it('takes the options before a command as after it, and leaves those after -- to another', async () => {
    const { stdout, exitCode } = await run(['--no-color', 'check'], { columns: 80 })
    assert.equal(exitCode, 1)
    assert.ok(!stdout.includes(escape))
    const print = ['--', process.execPath, '-e', 'console.log(process.argv[1])', '--', '--quiet']
    const simulated = await run(['simulate', '--population', '10', '--registered', '1', ...print])
    assert.equal(simulated.stdout, '--quiet\n')
  })

  it('is nothing with --quiet where all passed, and the whole answer where not', async () => {
    const quiet = await run(['check', '--quiet'], { tenant: good })
    assert.deepEqual([quiet.exitCode, quiet.stdout, quiet.stderr], [0, '', ''])
    const loud = await run(['check', '--quiet'])
    assert.equal(loud.exitCode, 1)
    assert.match(loud.stdout, /Below the minimum: 500 of 1,000 users/)
    const document = await run(['check', '--quiet', '--format', 'json'], { tenant: good })
    assert.equal((JSON.parse(document.stdout) as { outcome: string }).outcome, 'pass')
    const wrong = await run(['check', '--quiet', '--rules', 'missing.yaml'])
    assert.match(wrong.stderr, /^mfa-gate: .*missing\.yaml/)
  })

  it('of an audit is neither progress nor a hint with --quiet', async () => {
    await using bench = await openAuditBench([tenantOf('Contoso', 980)])
    const quiet = await bench.run(['--quiet'])
    assert.deepEqual([quiet.exitCode, quiet.stdout, quiet.stderr], [0, '', ''])
    assert.match((await bench.run()).stderr, /nothing is kept[^]*\[1\/1\]/)
  })

  it('with --verbose is what was read, and what lies behind a failure', async () => {
    const { stderr } = await run(['check', '--verbose'])
    assert.match(
      stderr,
      /^mfa-gate: 1 rule of the built-in rules\.\nmfa-gate: read registrationCounts of tenant [\w-]+ from https:\S+: 1,000 users, request id [\w-]+, received at \S+Z\.\n$/,
    )
    const failed = await run(['check', '--verbose', '--timeout', '2s'], {
      environment: {
        MFA_GATE_SIMULATED_TENANT: 'https://localhost:1',
        AZURE_AUTHORITY_HOST: 'https://localhost:1',
      },
    })
    assert.match(failed.stderr, /^mfa-gate debug: /m)
    assert.doesNotMatch(failed.stderr + stderr, new RegExp(String(bad?.environment['AZURE_CLIENT_SECRET'])))
  })

  it('cannot be both', async () => {
    const { exitCode, stderr } = await run(['check', '--quiet', '--verbose'])
    assert.deepEqual(
      [exitCode, stderr],
      [2, 'mfa-gate: --quiet and --verbose contradict each other; leave one of them out.\n'],
    )
  })

  it('stands in the help of every command', async () => {
    for (const command of [[], ['check'], ['evidence', 'verify'], ['history', 'list']]) {
      const { stdout } = await run([...command, '--help'])
      for (const option of ['--no-color', '--quiet', '--verbose'])
        assert.match(stdout, new RegExp(` ${option} `))
    }
  })
})

describe('The version', () => {
  const { version } = JSON.parse(readFileSync(join(projectDirectory, 'package.json'), 'utf8')) as {
    version: string
  }
  for (const words of ['--version', '-v', 'version']) {
    it(`is told by ${words}`, async () => {
      const { exitCode, stdout } = await runCli([words], cleanEnvironment())
      assert.deepEqual([exitCode, stdout], [0, `${version}\n`])
    })
  }
})

describe('An error', () => {
  for (const [title, args, code] of [
    ['of an unknown command', ['chekc'], 2],
    ['of an unknown option', ['check', '--fast'], 2],
    ['of a missing value', ['check', '--rules'], 2],
    ['of a choice that there is not', ['check', '--source', 'nowhere'], 2],
    ['of a missing argument', ['evidence', 'verify'], 2],
    ['of a missing option', ['snapshot'], 2],
    ['of a number', ['simulate', '--population', 'many'], 2],
    ['of a file', ['check', '--rules', 'missing.yaml'], 2],
    [
      'of a command beside the stand-in',
      ['simulate', '--population', '1', '--registered', '1', '--', 'no-such-command'],
      127,
    ],
  ] as const) {
    it(`${title} begins with the name of the command`, async () => {
      const { exitCode, stderr, stdout } = await runCli(args, cleanEnvironment())
      assert.equal(exitCode, code)
      assert.match(stderr, /^mfa-gate: /)
      assert.doesNotMatch(stderr, /^error:/m)
      assert.equal(stdout, '')
    })
  }
})
