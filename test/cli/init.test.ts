import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseRulesText } from '../../src/config/rules-text.ts'
import { runCli } from '../support/run-cli.ts'

describe('mfa-gate init', () => {
  let directory: string
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'mfa-gate-init-'))
  })
  afterEach(() => rmSync(directory, { recursive: true, force: true }))

  const init = (args: readonly string[] = [], typed?: string): ReturnType<typeof runCli> =>
    runCli(['init', ...args], {}, { cwd: directory, ...(typed === undefined ? {} : { typed }) })
  const path = (): string => join(directory, 'mfa-rules.yaml')
  const written = (): unknown => {
    const [rule] = parseRulesText(readFileSync(path(), 'utf8'), 'mfa-rules.yaml').rules
    return rule && [rule.id, rule.measure, rule.minimum, rule.enforcement]
  }

  const usual = ['mfa-registered', 'mfaRegistered', '95%', 'mandatory']
  const rows: readonly [title: string, args: readonly string[], typed: string | undefined, rule: unknown][] =
    [
      ['takes the usual where nobody can be asked', [], undefined, usual],
      ['takes the usual for three empty answers', [], '\n\n\n', usual],
      [
        'takes three answers',
        [],
        'notPhoneOnly\n80%\nadvisory\n',
        ['not-phone-only', 'notPhoneOnly', '80%', 'advisory'],
      ],
      [
        'asks again for what no document may have',
        [],
        'sms\n\n95\n0.9\n\n',
        ['mfa-registered', 'mfaRegistered', 0.9, 'mandatory'],
      ],
      [
        'asks only for what no option says',
        ['--minimum', '90%', '--enforcement', 'advisory'],
        'phishingResistant\n',
        ['phishing-resistant', 'phishingResistant', '90%', 'advisory'],
      ],
      [
        'asks nothing where options say all',
        ['--measure', 'ssprRegistered', '--minimum', '0.5', '--enforcement', 'mandatory'],
        '',
        ['sspr-registered', 'ssprRegistered', 0.5, 'mandatory'],
      ],
      ['replaces a file when told to', ['--force'], undefined, usual],
    ]
  for (const [title, args, typed, rule] of rows)
    it(title, async () => {
      if (args.includes('--force')) writeFileSync(path(), 'earlier')
      const { exitCode, stdout, stderr } = await init(args, typed)
      assert.equal(exitCode, 0, stdout + stderr)
      assert.deepEqual(written(), rule)
      assert.match(stdout, /Next: `mfa-gate doctor`/)
    })

  it('says what is wrong with an answer before it asks again', async () => {
    const { stdout } = await init([], '\n95\n95%\n\n')
    assert.match(stdout, /95%.*\n.*What share of the users must have it\?/)
  })

  const refusals: readonly [
    title: string,
    args: readonly string[],
    typed: string | undefined,
    there: string | undefined,
    says: RegExp,
  ][] = [
    [
      'a file that is there',
      [],
      undefined,
      'mfa-rules.yaml',
      /mfa-rules\.yaml exists already; change it, or give --force/,
    ],
    [
      'another document that would no longer be found',
      ['--force'],
      undefined,
      'mfa-rules.json',
      /mfa-rules\.json exists already/,
    ],
    ['an answer too few', [], '\n', undefined, /stopped before the last answer; nothing was written/],
    ['a minimum that no document may have', ['--minimum', '95'], undefined, undefined, /95/],
    ['a minimum that is more than a value', ['--minimum', '5%"\nrules: []'], undefined, undefined, /minimum/],
    [
      'a measure that is not there',
      ['--measure', 'sms'],
      undefined,
      undefined,
      /Allowed choices are mfaRegistered/,
    ],
  ]
  for (const [title, args, typed, there, says] of refusals)
    it(`refuses ${title}`, async () => {
      if (there !== undefined) writeFileSync(join(directory, there), 'earlier')
      const { exitCode, stderr } = await init(args, typed)
      assert.equal(exitCode, 2, stderr)
      assert.match(stderr, says)
      assert.equal(existsSync(path()), there === 'mfa-rules.yaml')
      if (there !== undefined) assert.equal(readFileSync(join(directory, there), 'utf8'), 'earlier')
    })

  const beside = ['simulate', '--population', '100', '--registered', '80', '--', 'mfa-gate']
  const finds: readonly [command: string, args: readonly string[], exitCode: number, says: RegExp][] = [
    ['check', [...beside, 'check'], 0, /advisory.*80 of 100[^]*mfa-rules\.yaml/],
    ['doctor', [...beside, 'doctor'], 0, /would reach an answer for 1 rule/],
    ['explain', [...beside, 'explain'], 0, /90 %/],
    ['audit', [...beside, 'audit'], 0, /90 %/],
    ['snapshot', [...beside, 'snapshot', '--output', '-'], 0, /mfaRegistered/],
    ['rules validate', ['rules', 'validate'], 0, /mfa-rules\.yaml/],
    ['rules origins', [...beside, 'rules', 'origins'], 0, /mfa-rules\.yaml:/],
  ]
  for (const [command, args, exitCode, says] of finds)
    it(`is all that mfa-gate ${command} needs to find the rules`, async () => {
      await init(['--minimum', '90%', '--enforcement', 'advisory'])
      const ran = await runCli(args, {}, { cwd: directory })
      assert.equal(ran.exitCode, exitCode, ran.stdout + ran.stderr)
      assert.match(ran.stdout, says)
    })

  it('gives way to rules that are named', async () => {
    await init(['--minimum', '90%'])
    writeFileSync(
      join(directory, 'other.yaml'),
      'rules: [{ id: own, measure: mfaRegistered, minimum: "10%" }]',
    )
    for (const [args, environment] of [
      [['check', '--rules', 'other.yaml'], {}],
      [['check'], { MFA_GATE_RULES: 'other.yaml' }],
    ] as const) {
      const ran = await runCli([...beside, ...args], environment, { cwd: directory })
      assert.equal(ran.exitCode, 0, ran.stdout + ran.stderr)
      assert.match(ran.stdout, /Rules: .*other\.yaml/)
    }
  })

  it('leaves nothing to chance where two documents lie there', async () => {
    for (const name of ['mfa-rules.yaml', 'mfa-rules.json']) writeFileSync(join(directory, name), '{}')
    const { exitCode, stderr } = await runCli(['check'], {}, { cwd: directory })
    assert.equal(exitCode, 2)
    assert.match(stderr, /mfa-rules\.yaml and mfa-rules\.json are both here.*choose one with --rules/)
  })

  it('refuses what lies there and cannot be read, rather than fall back to the built-in rules', async () => {
    writeFileSync(path(), 'rules: [')
    const { exitCode, stderr } = await runCli(['check'], {}, { cwd: directory })
    assert.equal(exitCode, 2)
    assert.match(stderr, /mfa-rules\.yaml/)
  })
})
