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
      const said = await cli('check', '--rules', 'said.yaml', '--snapshot', 'tenant.json')
      assert.match(
        said.stdout,
        /1 of 2 users \(50\.00 %\) is registered with a method for MFA that is no phone/,
      )
      assert.equal(said.exitCode, 0)
    } finally {
      rmSync(cwd, { recursive: true })
    }
  })
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
    ['{}', /must NOT have fewer than 1/],
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
