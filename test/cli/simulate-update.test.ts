import assert from 'node:assert/strict'
import { updatingOperation } from '../../src/cli/updating-pulumi.ts'
import { runCli } from '../support/run-cli.ts'
import { cleanEnvironment } from '../support/run-process.ts'

const rows: readonly (readonly [command: readonly string[], operation: string | undefined])[] = [
  ...[
    'up',
    'u',
    'update',
    'destroy',
    'down',
    'dn',
    'refresh',
    'import',
    'watch',
    'cancel',
    'state',
    'do',
  ].map((operation) => [['pulumi', operation, '--yes'], operation] as const),
  ...['preview', 'pre', 'version', 'whoami', 'policy', 'stack', 'config', 'about'].map(
    (operation) => [['pulumi', operation], undefined] as const,
  ),
  [['pulumi'], undefined],
  [['pulumi', '--help'], undefined],
  [['pulumi', '-C', 'infra', 'up'], 'up'],
  [['pulumi', '--cwd', 'infra', '--color', 'never', 'preview'], undefined],
  [['pulumi', '--cwd=infra', '--non-interactive', 'up'], 'up'],
  [['/usr/local/bin/pulumi', 'destroy'], 'destroy'],
  [['C:\\pulumi\\bin\\pulumi.exe', 'up'], 'up'],
  [['npx', '--yes', 'pulumi', 'up'], 'up'],
  [['env', 'A=b', 'pulumi', 'up'], 'up'],
  [['sh', '-c', 'cd infra && pulumi up --yes'], 'up'],
  [['sh', '-c', 'cd pulumi && pulumi preview'], undefined],
  [['bash', '-c', 'pulumi preview; (pulumi up)'], 'up'],
  [['pulumi', 'something-new'], 'something-new'],
  [['mfa-gate', 'check'], undefined],
  [['npm', 'run', 'deploy'], undefined],
]

describe('the operation of Pulumi that may change something', () => {
  for (const [command, operation] of rows) {
    it(`${operation === undefined ? 'is not to be seen' : `is ${operation}`} in: ${command.join(' ')}`, () =>
      assert.equal(updatingOperation(command), operation))
  }
})

describe('mfa-gate simulate with an operation that changes something', () => {
  const simulate = (...args: readonly string[]) =>
    runCli(['simulate', '--population', '10', '--registered', '10', ...args], {
      ...cleanEnvironment(),
      PATH: '',
    })

  it('does not begin, and says how it may', async () => {
    const { exitCode, stderr } = await simulate('--', 'pulumi', 'up', '--yes')
    assert.equal(exitCode, 2)
    assert.equal(
      stderr,
      'mfa-gate: `pulumi up` would change things for real by the numbers of a stand-in; run `pulumi preview`, or add --allow-update before the --.\n',
    )
  })

  it('begins with --allow-update, and the pack is told', async () => {
    const show = [process.execPath, '-p', 'process.env.MFA_GATE_SIMULATED_UPDATES', 'pulumi', 'up']
    assert.equal((await simulate('--allow-update', '--', ...show)).stdout, 'allow\n')
    const silent = await simulate('--', ...show.slice(0, 3))
    assert.equal(silent.stdout, 'undefined\n')
  })
})
