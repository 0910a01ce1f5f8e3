import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { exitCodes } from '../../src/cli/exit-code.ts'
import { settingTable } from '../../src/config/setting-table.ts'
import { runCli } from '../support/run-cli.ts'
import { cleanEnvironment, projectDirectory, runProcess } from '../support/run-process.ts'

const mfaGate = [process.execPath, join(projectDirectory, 'src/cli/mfa-gate.cjs')]
const run = (...args: string[]) => runCli(args, cleanEnvironment())
const runAlone = (...args: string[]) =>
  runProcess([...mfaGate, ...args], cleanEnvironment(), { limitMs: 20_000 })

describe('mfa-gate', () => {
  it('explains itself and its exit codes with --help', async () => {
    const { exitCode, stdout } = await run('--help')
    assert.equal(exitCode, 0)
    assert.match(
      stdout,
      /^Exit codes:\n {2}0 +passed, [^]*^ {2}1 +refused: below the minimum$[^]*^ {2}70 +a defect/m,
    )
  })

  it('lists every setting with its meaning and default in --help, as its table has them', async () => {
    const text = (await run('--help')).stdout.replaceAll(/\s+/g, ' ')
    for (const [name, row] of Object.entries(settingTable))
      assert.ok(text.includes(`${name} ${row.means}; default: ${row.default}`.replaceAll('`', '')), name)
  })

  it('tells its version', async () => {
    assert.match((await run('--version')).stdout, /^\d+\.\d+\.\d+\n$/)
  })

  it('exits 2 without a command or with one that does not exist', async () => {
    assert.equal((await run()).exitCode, 2)
    const { exitCode, stderr } = await run('chekc')
    assert.equal(exitCode, 2)
    assert.match(stderr, /Did you mean check\?/)
  })

  it('exits 2 for an option before a subcommand, which would be lost', async () => {
    const { exitCode, stderr } = await run('evidence', '--tag', 'environment=prod', 'verify', 'bundle.zip')
    assert.equal(exitCode, 2)
    assert.match(stderr, /^mfa-gate: --tag stands before "verify", where it has no effect; leave it out/)
  })

  it('says in one sentence that a Node is too old', async () => {
    const pretend = "Object.defineProperty(process.versions, 'node', { value: '18.20.1' })"
    const args = [
      process.execPath,
      '--import',
      `data:text/javascript,${encodeURIComponent(pretend)}`,
      mfaGate[1]!,
      'check',
    ]
    const { exitCode, stderr } = await runProcess(args, cleanEnvironment())
    assert.equal(exitCode, 2)
    assert.match(stderr, /^mfa-gate: Node\.js 22 or newer is needed, and this is 18\.20\.1\. [^\n]+\n$/)
  })

  it('is a defect, and no pass, where the process ends because nothing is left to wait for', async () => {
    const neverWritten = 'process.stdout.write = () => true'
    const args = ['--import', `data:text/javascript,${encodeURIComponent(neverWritten)}`, mfaGate[1]!]
    const { exitCode, stderr } = await runProcess(
      [process.execPath, ...args, '--version'],
      cleanEnvironment(),
    )
    assert.deepEqual([exitCode, stderr], [exitCodes.defect, ''])
  })

  it('refuses at once, and by name, without network or credential', async () => {
    const { exitCode, stdout, milliseconds } = await runAlone('check', '--timeout', '10s')
    assert.equal(exitCode, 3)
    assert.match(stdout, /Could not determine: no credential to sign in with was found/)
    assert.ok(milliseconds < 15_000)
  })
})

describe('mfa-gate simulate', () => {
  const tenant = ['simulate', '--population', '100', '--registered', '96', '--']

  it('says nothing of its own on either stream of a command that says nothing', async () => {
    const silent = await runAlone(...tenant, process.execPath, '-e', '')
    assert.deepEqual([silent.stdout, silent.stderr, silent.exitCode], ['', '', 0])
  })

  it('passes on the exit code of the command it runs', async () => {
    assert.equal((await runAlone(...tenant, 'mfa-gate', 'check')).exitCode, 0)
    assert.equal(
      (await runAlone('simulate', '--population', '100', '--registered', '1', '--', 'mfa-gate', 'check'))
        .exitCode,
      1,
    )
    assert.equal((await run(...tenant, process.execPath, '-e', 'process.exit(42)')).exitCode, 42)
  })

  it('says when the command cannot be found', async () => {
    const { exitCode, stderr } = await run(...tenant, 'no-such-command')
    assert.equal(exitCode, 127)
    assert.match(stderr, /no-such-command was not found/)
  })

  it('hides credentials of real tenants from the command', async () => {
    const env = { ...cleanEnvironment(), ARM_CLIENT_SECRET: 'real', AZURE_CLIENT_CERTIFICATE_PATH: 'real' }
    const script =
      'process.exit(process.env.ARM_CLIENT_SECRET || process.env.AZURE_CLIENT_CERTIFICATE_PATH ? 1 : 0)'
    assert.equal((await runCli([...tenant, process.execPath, '-e', script], env)).exitCode, 0)
  })

  it('has a tenant also where nobody says what it is like', async () => {
    const { exitCode, stdout } = await run('simulate', '--', 'mfa-gate', 'check')
    assert.equal(exitCode, 1)
    assert.match(stdout, /Below the minimum: 940 of 1,000 users \(94\.00 %\)/)
  })

  for (const [title, args, says] of [
    [
      'users that there is no kind of',
      ['--users', 'admin=8'],
      /^mfa-gate: The users "admin=8" must be written kind=number, .*kinds: guests, /,
    ],
    [
      'more admins than users',
      ['--users', 'admins=2000'],
      /^mfa-gate: \$\.users holds more accounts than \$\.population\./,
    ],
    [
      'an account of a trait that there is not',
      ['--account', 'a@b=boss'],
      /^mfa-gate: The account "a@b=boss" must be written NAME or NAME=guest,admin,registered/,
    ],
    ['a quota without a time', ['--throttle', '5'], /^mfa-gate: option '--throttle .*such as 122\/10s/],
    [
      'options beside a scenario file',
      ['--scenario', 'x.yaml', '--users', 'guests=1', '--permissions', 'none'],
      /^mfa-gate: --scenario says who is in the tenant; leave out --users and --permissions\./,
    ],
    [
      'options beside a file of tenants',
      ['--tenants', 'x.yaml', '--account', 'a@b'],
      /^mfa-gate: --tenants FILE says who is in the tenant; leave out --account\./,
    ],
  ] as const) {
    it(`refuses ${title}`, async () => {
      const { exitCode, stderr } = await run('simulate', ...args, '--', 'true')
      assert.equal(exitCode, 2)
      assert.match(stderr, says)
    })
  }
})

describe('mfa-gate simulate without a command', () => {
  it('prints the environment as shell exports and serves until interrupted', async () => {
    const args = [...mfaGate.slice(1), 'simulate', '--population', '100', '--registered', '96']
    const child = spawn(process.execPath, args, {
      env: cleanEnvironment(),
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [text] = (await once(child.stdout, 'data')) as [Buffer]
    const lines = text.toString().split('\n')
    assert.ok(lines.some((line) => /^export AZURE_AUTHORITY_HOST='https:\/\/localhost:\d+'$/.test(line)))
    const exported = lines.flatMap((line) => /^export (\w+)='(.*)'$/.exec(line)?.slice(1) ?? [])
    const pairs = exported.flatMap((name, index) => (index % 2 === 0 ? [[name, exported[index + 1]]] : []))
    const env = { ...cleanEnvironment(), ...(Object.fromEntries(pairs) as NodeJS.ProcessEnv) }
    assert.equal((await runCli(['check'], env)).exitCode, 0)
    child.kill('SIGINT')
    assert.deepEqual(await once(child, 'close'), [0, null])
  })
})
