import assert from 'node:assert/strict'
import { runCli } from '../support/run-cli.ts'
import { cleanEnvironment } from '../support/run-process.ts'

/** One hook looks before every command: of those that read settings, and of those that read none. */
const commands: readonly string[] = [
  'check',
  'history prune --history h.db --keep 1y',
  'evidence verify bundle.zip',
  'rules schema',
  'simulate --population 2 --registered 2 -- mfa-gate check',
]

describe('a setting that would be lost', () => {
  for (const command of commands) {
    it(`is refused by mfa-gate ${command}`, async () => {
      const lost = { MFA_GATE_RULE: 'strict.yaml', MFA_GATE_TENANTS: '' }
      const ran = await runCli(command.split(' '), {
        ...cleanEnvironment(),
        ...lost,
      })
      assert.equal(ran.exitCode, 2)
      assert.equal(ran.stdout, '')
      assert.equal(
        ran.stderr,
        [
          'mfa-gate: MFA_GATE_RULE is not a setting of the gate; correct its name or unset it; did you mean "MFA_GATE_RULES"?\n',
          'mfa-gate: MFA_GATE_TENANTS is empty; unset it or give it a value.\n',
        ].join(''),
      )
    })
  }

  it('does not stand in the way of the help', async () => {
    const ran = await runCli(['check', '--help'], {
      ...cleanEnvironment(),
      MFA_GATE_RULE: 'x',
    })
    assert.equal(ran.exitCode, 0)
  })
})

describe('an option that would be lost', () => {
  for (const [args, sentence] of [
    [
      ['check', '--tag', 'environment=prod', '--tag', 'environment=dev'],
      '--tag is given twice for "environment", as "prod" and "dev"; leave one of them out.',
    ],
    [
      ['check', '--rules', 'a.yaml', '--rules', 'b.yaml'],
      '--rules is given twice with different values; leave one of them out.',
    ],
    [
      ['check', '--fail-on', 'undetermined', '--fail-on=none'],
      '--fail-on is given twice with different values; leave one of them out.',
    ],
    [
      ['audit', '--tenants', 'a', '--tenants', 'b'],
      '--tenants is given twice with different values; leave one of them out.',
    ],
    [
      ['history', 'prune', '--keep', '1y', '--keep', '2d'],
      '--keep is given twice with different values; leave one of them out.',
    ],
    [
      ['evidence', 'verify', 'b.zip', '--key', 'a', '--key', 'b'],
      '--key is given twice with different values; leave one of them out.',
    ],
    [
      ['simulate', '--registered', '1', '--registered', '2'],
      '--registered is given twice with different values; leave one of them out.',
    ],
    [['check', '--history', ''], '--history is empty; leave it out or give it a value.'],
    [['check', '--tag='], '--tag is empty; leave it out or give it a value.'],
    [
      ['check', '--history', '--dry-run'],
      '--history has no value, as "--dry-run" is another option; give it one or leave it out.',
    ],
  ] as const) {
    it(`is refused: ${args.join(' ')}`, async () => {
      const ran = await runCli(args, cleanEnvironment())
      assert.deepEqual([ran.exitCode, ran.stdout, ran.stderr], [2, '', `mfa-gate: ${sentence}\n`])
    })
  }

  it('may be said twice alike', async () => {
    const twice = ['--rules', 'none.yaml', '--rules', 'none.yaml', '--tag', 'a=b', '--tag', 'a=b']
    const ran = await runCli(['check', ...twice], cleanEnvironment())
    assert.match(ran.stderr, /^mfa-gate: the rules document .*none\.yaml cannot be read/)
  })
})
