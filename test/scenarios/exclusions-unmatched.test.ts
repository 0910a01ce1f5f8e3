import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadScenario, startTenant, type Tenant } from '../../src/simulator/tenant/index.ts'
import { runCli } from '../support/run-cli.ts'
import { cleanEnvironment } from '../support/run-process.ts'

const gone = /gone|lost|\bnone-/

const rules = (requireMatch: boolean): string => `source: registrationDetails
exclusions:
  accounts:
    - {kind: breakGlass, file: glass.txt, reason: emergency access, requireMatch: ${requireMatch}}
    - kind: users
      reason: scanners
      users:
        - scan@contoso.com
        - lost@contoso.com
    - {kind: pattern, pattern: "none-*@contoso.com", reason: rooms}
    - {kind: guests, reason: gated elsewhere}
rules: [{id: everybody, measure: mfaRegistered, minimum: 50%}, {id: people, measure: mfaRegistered, segment: members, minimum: 50%}]
`

describe('Exclusions that match nobody', () => {
  let directory = ''
  let tenant: Tenant
  before(async () => {
    directory = mkdtempSync(join(tmpdir(), 'mfa-gate-unmatched-'))
    tenant = await startTenant(
      loadScenario(`
population: 100
counts: {mfaRegistered: 90}
permissions: [AuditLog.Read.All]
users: {accounts: [{userPrincipalName: glass@contoso.com}, {userPrincipalName: Scan@contoso.com}]}`),
    )
    writeFileSync(
      join(directory, 'glass.txt'),
      '# two\nglass@contoso.com\ngone@contoso.com\nscan@contoso.com\n',
    )
    writeFileSync(join(directory, 'rules.yaml'), rules(false))
    writeFileSync(join(directory, 'strict.yaml'), rules(true))
  })
  after(async () => {
    await tenant.close()
    rmSync(directory, { recursive: true })
  })
  const run = (...args: string[]) =>
    runCli(args, { ...cleanEnvironment(), ...tenant.environment }, { cwd: directory })

  it('are told by list and line in every format, and no name is', async () => {
    const formats = ['json', 'html', 'markdown', 'junit', 'sarif', 'csv', 'gitlab', 'ocsf']
    const files = formats.map((name) => `${name}=out.${name}`)
    const { stdout, exitCode } = await run(
      'check',
      '--rules',
      'rules.yaml',
      ...files.flatMap((one) => ['--format', one]),
    )
    assert.equal(exitCode, 0)
    assert.match(
      stdout,
      /Excluded nobody: 1 entry that matches nobody: glass\.txt:3 \(emergency access\); 1 entry that matches nobody: rules\.yaml:9 \(scanners\); 1 entry that matches nobody: rules\.yaml:10 \(rooms\)\./,
    )
    assert.doesNotMatch(stdout, gone)
    const { readFileSync } = await import('node:fs')
    for (const name of formats) {
      const text = readFileSync(join(directory, `out.${name}`), 'utf8')
      assert.doesNotMatch(text, gone, name)
      if (['json', 'html', 'markdown'].includes(name))
        assert.match(text.replaceAll('\\', ''), /glass\.txt:3/, name)
    }
  })

  it('leave nothing judged where requireMatch is set', async () => {
    const { stdout, exitCode } = await run('check', '--rules', 'strict.yaml')
    assert.match(
      stdout,
      /Could not determine: an exclusion with requireMatch has 1 entry that matches nobody: glass\.txt:3; others have 2 entries that match nobody: strict\.yaml:9, strict\.yaml:10\./,
    )
    assert.equal(exitCode, 3)
  })

  it('are told where more accounts are left out than may be', async () => {
    writeFileSync(
      join(directory, 'capped.yaml'),
      rules(false).replace('exclusions:', 'exclusions:\n  maxExcluded: 0'),
    )
    const { stdout, exitCode } = await run('check', '--rules', 'capped.yaml')
    assert.match(
      stdout,
      /at most 0 are allowed \(maxExcluded\); they have 3 entries that match nobody: glass\.txt:3, capped\.yaml:10, capped\.yaml:11/,
    )
    assert.equal(exitCode, 3)
  })

  it('are listed by exclusions check, which says so by its exit code', async () => {
    const some = await run('exclusions', 'check', '--rules', 'strict.yaml')
    assert.equal(
      some.stdout,
      'glass.txt:3: matches nobody (emergency access)\nstrict.yaml:9: matches nobody (scanners)\nstrict.yaml:10: matches nobody (rooms)\n3 of 6 entries match nobody; correct the names as the tenant has them, or remove the lines.\n',
    )
    assert.equal(some.exitCode, 1)
    writeFileSync(
      join(directory, 'good.yaml'),
      'exclusions: {accounts: [{kind: users, users: [glass@contoso.com], reason: access}]}\nrules: [{id: a, measure: mfaRegistered, minimum: 50%}]\n',
    )
    const all = await run('exclusions', 'check', '--rules', 'good.yaml')
    assert.match(all.stdout, /^Every entry of the exclusions matches an account \(1 in all\)\.\n$/)
    assert.equal(all.exitCode, 0)
    assert.equal((await run('exclusions', 'check')).exitCode, 2)
  })
})
