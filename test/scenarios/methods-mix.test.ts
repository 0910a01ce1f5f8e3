import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPeople } from '../../src/simulator/tenant/people/people.ts'
import {
  loadScenario,
  scenarioFromOptions,
  startTenant,
  type Tenant,
} from '../../src/simulator/tenant/index.ts'
import type { Explanation } from '../../src/schemas/explanation.ts'
import { forge } from '../evidence/make-bundle.ts'
import { runCli } from '../support/run-cli.ts'

const scenario = `
population: 2000
counts: {mfaRegistered: 1800}
permissions: [AuditLog.Read.All]
users:
  guests: 100
  guestsRegistered: 50
  admins: 20
  adminsRegistered: 20
  mix: {phone: 20%, key: 5%, synced: 2%, bare: 10, whfb: 3%, recovery: 40, unreadable: 1}`

describe('A mix of methods', () => {
  it('is in the tenant to the user, spread over all', () => {
    const people = createPeople(loadScenario(scenario))
    const all = Array.from({ length: people.size }, (_, index) => people.at(index))
    const having = (list: string) => all.filter(({ methods }) => JSON.stringify(methods) === list)
    assert.equal(having('["mobilePhone"]').length, 400)
    assert.equal(having('["fido2SecurityKey","mobilePhone"]').length, 100)
    assert.equal(having('["passKeySynced","mobilePhone"]').length, 40)
    assert.equal(having('["x509Certificate","mobilePhone"]').length, 10)
    assert.equal(having('["windowsHelloForBusiness"]').length, 60)
    assert.equal(having('["email","securityQuestion"]').length, 40)
    assert.equal(having('null').length, 1)
    assert.equal(all.filter(({ registered }) => registered).length, 1_800)
    assert.ok(having('["windowsHelloForBusiness"]').every(({ registered }) => !registered))
    for (const whose of [
      all.filter(({ isAdmin }) => isAdmin),
      all.filter(({ userType }) => userType === 'guest'),
    ]) {
      assert.ok(whose.some(({ methods }) => JSON.stringify(methods) === '["mobilePhone"]'))
    }
  })

  const wrong: readonly (readonly [mix: string, says: RegExp])[] = [
    ['phone', /must be written kind=share/],
    ['phone=95%', /mix has more who are registered than there are/],
    ['whfb=11%', /mix has more who are not registered than there are/],
    ['telephone=5%', /telephone is not a key/],
    ['phone=5.55.5%', /is not of the form that is allowed/],
  ]
  for (const [mix, says] of wrong) {
    it(`is refused as ${mix}`, () => {
      assert.throws(
        () => scenarioFromOptions({ population: 100, registered: 90, mix }),
        (error: Error) => {
          assert.match(JSON.stringify(error) + error.message, says)
          return true
        },
      )
    })
  }

  it('is asked for on the command line', async () => {
    const simulate = [
      'simulate',
      '--population',
      '200',
      '--registered',
      '180',
      '--mix',
      'phone=20%,whfb=5%',
      '--',
    ]
    const { exitCode, stderr } = await runCli([...simulate, process.execPath, '--version'], process.env)
    assert.equal(exitCode, 0, stderr)
    const refused = await runCli(
      [...simulate.slice(0, 6), 'phone', '--', process.execPath, '--version'],
      process.env,
    )
    assert.match(refused.stderr, /The mix "phone" must be written kind=share, as in phone=20%,whfb=5%/)
    assert.equal(refused.exitCode, 2)
  })
})

describe('The methods of a tenant', () => {
  let tenant: Tenant
  let cwd: string
  before(async () => {
    tenant = await startTenant(loadScenario(scenario))
    cwd = mkdtempSync(join(tmpdir(), 'mfa-gate-mix-'))
    writeFileSync(
      join(cwd, 'mfa-rules.yaml'),
      `rules:
  - {id: phone, measure: notPhoneOnly, minimum: 70%}
  - {id: guests, measure: notPhoneOnly, segment: guests, minimum: 1%}
  - {id: open, measure: phishingResistant, minimum: 10.2%}`,
    )
  })
  after(async () => {
    await tenant.close()
    rmSync(cwd, { recursive: true })
  })
  const cli = (...args: readonly string[]) =>
    runCli([...args, '--rules', 'mfa-rules.yaml'], tenant.environment, { cwd })

  it('are explained by segment, and nobody is named', async () => {
    const { stdout, exitCode } = await cli('explain', '--methods')
    assert.match(
      stdout,
      /Users by their strongest known method .*:\n {2}2,000 users: 160 with a phishing-resistant method that is bound to a device \(8\.00 %\); 40 with a synced passkey \(2\.00 %\); 1,250 with a code or push \(62\.50 %\); 410 by phone only \(20\.50 %\); 140 without any method for MFA \(7\.00 %\); 11 of them with a method that is not classified/,
    )
    assert.match(stdout, /\n {2}20 admins: /)
    assert.match(stdout, /\n {2}100 guests: /)
    assert.doesNotMatch(stdout, /@/)
    // One rule hangs on what is not classified.
    assert.equal(exitCode, 3)
  })

  it('are explained as JSON with the same numbers', async () => {
    const { stdout } = await cli('explain', '--methods', '--format', 'json')
    const { methods = [] } = JSON.parse(stdout) as Explanation
    assert.deepEqual(
      methods.map(({ segment }) => segment),
      ['all', 'members', 'guests', 'admins', 'nonAdmins'],
    )
    assert.deepEqual(methods[0], {
      ...{ segment: 'all', population: 2_000, unclassified: 11 },
      ...{ deviceBound: 160, synced: 40, otherMfa: 1_250, phone: 410, none: 140 },
    })
    for (const { population, deviceBound, synced, otherMfa, phone, none } of methods) {
      assert.equal(deviceBound + synced + otherMfa + phone + none, population)
    }
  })

  it('are explained, drawn and kept by what the rules document says of a value', async () => {
    const rules =
      'methods: {x509Certificate: deviceBound}\nrules: [{id: one, measure: notPhoneOnly, minimum: 70%}]'
    writeFileSync(join(cwd, 'said.yaml'), rules)
    const printed = (...args: readonly string[]) =>
      runCli([...args, '--rules', 'said.yaml'], tenant.environment, { cwd })
    const { stdout } = await printed('explain', '--methods')
    assert.match(
      stdout,
      /2,000 users: 170 with a phishing-resistant method that is bound to a device .* 400 by phone only .*; 1 of them with a method that is not classified/,
    )
    await printed('check', '--format', 'html=said.html')
    assert.match(readFileSync(join(cwd, 'said.html'), 'utf8'), /data-label="Device-bound"[^>]*>170</)
  })

  it('are not asked for unless somebody asks', async () => {
    const { stdout } = await cli('explain')
    assert.doesNotMatch(stdout, /By the strongest/)
  })

  it('have a bar and a table for each segment in the page', async () => {
    await cli('check', '--format', 'html=page.html')
    const page = readFileSync(join(cwd, 'page.html'), 'utf8')
    assert.match(page, /<section[^>]*id="methods"/)
    assert.match(page, /href="#methods"/)
    assert.match(page, /<title id="methods-0-title">Users by method<\/title>/)
    assert.match(page, /<title id="methods-1-title">Guests by method<\/title>/)
    const bar = page.slice(page.indexOf('id="methods-0-title"'), page.indexOf('id="methods-1-title"'))
    const widths = [...bar.matchAll(/<g class="method-(\w+)"[^>]*>\s*<rect[^>]*width="([\d.]+)"/g)].map(
      ([, name, width]) => [name, Math.round(Number(width) / 3.18)],
    )
    assert.deepEqual(widths, [
      ['devicebound', 8],
      ['synced', 2],
      ['othermfa', 62],
      ['phone', 20],
      ['none', 7],
    ])
    assert.match(page, /data-label="Phone only"[^>]*>410</)
  })

  it('are no part of a page of rules on other things', async () => {
    writeFileSync(join(cwd, 'flags.yaml'), 'rules: [{id: a, measure: mfaRegistered, minimum: 10%}]')
    const args = [
      'check',
      '--rules',
      'flags.yaml',
      '--format',
      'html=flags.html',
      '--source',
      'registrationDetails',
    ]
    await runCli(args, tenant.environment, { cwd })
    assert.doesNotMatch(readFileSync(join(cwd, 'flags.html'), 'utf8'), /id="methods\b|#methods/)
  })

  it('are judged again by whoever verifies the evidence, from the users of each cell', async () => {
    const made = await cli('evidence', '--output', 'bundle.zip')
    assert.equal(made.exitCode, 3, made.stderr)
    const verified = await runCli(
      ['evidence', 'verify', 'bundle.zip', '--allow-simulated', '--allow-unsigned'],
      {},
      { cwd },
    )
    assert.equal(verified.exitCode, 0, verified.stdout)

    const bundle = readFileSync(join(cwd, 'bundle.zip'))
    // In the assessment one user of those who may or may not have it less.
    const changed = forge(bundle, 'assessment.json', (value) => {
      const other = JSON.stringify(value).replace('"possibly":1461', '"possibly":1460')
      assert.notEqual(other, JSON.stringify(value))
      return JSON.parse(other) as object
    })
    writeFileSync(join(cwd, 'forged.zip'), changed)
    const forged = await runCli(
      ['evidence', 'verify', 'forged.zip', '--allow-simulated', '--allow-unsigned'],
      {},
      { cwd },
    )
    assert.match(forged.stdout, /phone: the assessment says/)
    assert.equal(forged.exitCode, 1, forged.stdout)
  })
})
