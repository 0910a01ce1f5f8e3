import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadScenario, startTenant } from '../../src/simulator/tenant/index.ts'
import { runCli } from '../support/run-cli.ts'
import { bare, key, none, phone, run, tenantOf } from './methods-tenant.ts'

describe('A measure of methods', () => {
  it('is told by every format, with the values that are not known and what the document says of others', async () => {
    const rules = `methods: {newValue: phone}
rules:
  - {id: open, measure: phishingResistant, minimum: 60%}
  - {id: known, measure: notPhoneOnly, minimum: 10%, enforcement: advisory}`
    const accounts = [key(), bare, { methods: ['newValue'], registered: true }]
    const formats = [
      'json',
      'csv',
      'markdown',
      'html',
      'sarif',
      'junit',
      'gitlab',
      'ocsf',
      'github',
      'azure-devops',
    ]
    const asked = formats.flatMap((format) => ['--format', `${format}=as.${format}`])
    await run(
      tenantOf(accounts),
      { 'mfa-rules.yaml': rules },
      ['check', '--rules', 'mfa-rules.yaml', ...asked],
      (folder) => {
        for (const format of formats) {
          const text = readFileSync(join(folder, `as.${format}`), 'utf8')
          assert.match(text, /x509Certificate is not classified \(1 user\)/, format)
          if (!['csv', 'github', 'azure-devops'].includes(format)) {
            assert.match(text, /newValue is a phone \(phone\), 1 user/, format)
          }
        }
      },
    )
  })

  it('lists whoever does not surely have it, by what the document says', async () => {
    const rules = `methods: {newValue: otherMfa}
rules: [{id: one, measure: notPhoneOnly, minimum: 50%}]`
    const accounts = [key(), phone(), bare, { methods: ['newValue'] }, none]
    await run(
      tenantOf(accounts),
      { 'mfa-rules.yaml': rules },
      ['check', '--rules', 'mfa-rules.yaml', '--list', 'who.csv'],
      (folder) => {
        const names = [...readFileSync(join(folder, 'who.csv'), 'utf8').matchAll(/^user\d/gm)].map(
          ([name]) => name,
        )
        assert.deepEqual(names, ['user1', 'user2', 'user4'])
      },
    )
  })

  it('lists them also where the answer hangs on them', async () => {
    const rules = 'rules: [{id: one, measure: notPhoneOnly, minimum: 50%}]'
    const { exitCode } = await run(
      tenantOf([bare, phone()]),
      { 'mfa-rules.yaml': rules },
      ['check', '--rules', 'mfa-rules.yaml', '--list', 'who.csv'],
      (folder) => assert.match(readFileSync(join(folder, 'who.csv'), 'utf8'), /user0@.*\r\n.*user1@/),
    )
    assert.equal(exitCode, 3)
  })

  it('is answered from a snapshot by whatever the rules document says then', async () => {
    const rules = 'rules: [{id: one, measure: notPhoneOnly, minimum: 50%}]'
    const classified = `methods: {x509Certificate: otherMfa}\n${rules}`
    await using tenant = await startTenant(loadScenario(tenantOf([bare, phone()])))
    const cwd = mkdtempSync(join(tmpdir(), 'mfa-gate-methods-'))
    try {
      writeFileSync(join(cwd, 'open.yaml'), rules)
      writeFileSync(join(cwd, 'said.yaml'), classified)
      const cli = (...args: string[]) => runCli(args, tenant.environment, { cwd })
      const saved = await cli('snapshot', '--rules', 'open.yaml', '--output', 'tenant.json')
      assert.equal(saved.exitCode, 0, saved.stderr)
      assert.match(readFileSync(join(cwd, 'tenant.json'), 'utf8'), /"version": 2/)
      const open = await cli('check', '--rules', 'open.yaml', '--snapshot', 'tenant.json')
      assert.match(open.stdout, /x509Certificate is not classified/)
      assert.equal(open.exitCode, 3)
      const printed = await cli('check', '--rules', 'said.yaml', '--snapshot', 'tenant.json')
      assert.match(
        printed.stdout,
        /1 of 2 users \(50\.00 %\) is registered with a method for MFA that is not a phone/,
      )
      assert.equal(printed.exitCode, 0)
    } finally {
      rmSync(cwd, { recursive: true })
    }
  })
})

/** 40 of 100 have a key, 30 a phone alone, 20 push; 10 have nothing. */
const mixed = (fault: string) =>
  JSON.stringify({
    population: 100,
    counts: { mfaRegistered: 90 },
    permissions: ['AuditLog.Read.All'],
    users: { mix: { key: 40, phone: 30 } },
    faults: [{ on: 'details', kind: fault }],
  })

const wholeRows: readonly (readonly [fault: string, rule: string, says: RegExp, exitCode: 0 | 1 | 3])[] = [
  ['whole-rows', 'phishingResistant, minimum: 40%', /✓ one .*40 of 100 users/, 0],
  ['whole-rows', 'phishingResistant, minimum: 41%', /✗ one .*Below the minimum: 40 of 100/, 1],
  ['whole-rows', 'notPhoneOnly, minimum: 60%', /✓ one .*60 of 100 users/, 0],
  ['whole-rows', 'strongMethod, segment: nonAdmins, minimum: 90%', /✓ one .*90 of 100 users without/, 0],
  ['renamed-methods', 'phishingResistant, minimum: 1%', /0 to 90 of 100 users.*V2 is not classified/, 3],
  [
    'renamed-methods',
    'notPhoneOnly, minimum: 91%',
    /✗ one .*0 of 100 users \(0\.00 %\) are surely and 90/,
    1,
  ],
  ['renamed-methods', 'strongMethod, minimum: 90%', /✓ one .*90 of 100 users/, 0],
  ['renamed-methods', 'mfaRegistered, minimum: 90%', /✓ one .*90 of 100 users/, 0],
  [
    'null-methods',
    'phishingResistant, minimum: 1%',
    /0 to 100 of 100 users.*no list of methods .*\(100 users\)/,
    3,
  ],
  ['null-methods', 'strongMethod, minimum: 90%', /✓ one .*90 of 100 users .*surely and 100/, 0],
  ['rows-without-methods', 'notPhoneOnly, minimum: 100%', /0 to 100 of 100 users/, 3],
  ['rows-without-methods', 'strongMethod, minimum: 91%', /90 to 100 of 100 users/, 3],
  ['rows-without-methods', 'phishingResistantDeviceBound, minimum: 0%', /✓ one .*0 of 100 .*surely/, 0],
]

describe('A report whose rows are whole, renamed or without methods', () => {
  for (const [fault, rule, says, exitCode] of wholeRows) {
    it(`comes to exit code ${exitCode} with ${fault} and ${rule}`, async () => {
      const rules = `source: registrationDetails\nrules: [{id: one, measure: ${rule}}]`
      const args = ['check', '--rules', 'mfa-rules.yaml']
      const ran = await run(mixed(fault), { 'mfa-rules.yaml': rules }, args)
      assert.match(ran.stdout, says)
      assert.equal(ran.exitCode, exitCode, ran.stdout)
    })
  }
})

describe('What a rules document says of methods', () => {
  const refused: readonly (readonly [methods: string, says: RegExp])[] = [
    [
      '{mobilePhone: deviceBound}',
      /mobilePhone is known to this gate as phone, which a rules document cannot change/,
    ],
    ['{newValue: strong}', /newValue "strong" is unknown; .*allowed: deviceBound, synced/],
    ['{newValue: Phone}', /did you mean "phone"\?/],
    ['{"new value": phone}', /a letter, then letters and digits/],
    ['{}', /must have at least 1/],
    ['[newValue]', /must be a mapping of keys to values/],
  ]
  for (const [methods, says] of refused) {
    it(`is refused as ${methods}`, async () => {
      const rules = `methods: ${methods}\nrules: [{id: one, measure: phishingResistant, minimum: 50%}]`
      const { stderr, exitCode } = await run(tenantOf([none]), { 'mfa-rules.yaml': rules }, [
        'check',
        '--rules',
        'mfa-rules.yaml',
      ])
      assert.match(stderr, says)
      assert.equal(exitCode, 2)
    })
  }
})
