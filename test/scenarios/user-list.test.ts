import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadScenario, startTenant } from '../../src/simulator/tenant/index.ts'
import { runCheck } from '../support/run-check.ts'
import { cleanEnvironment, mfaGate, runProcess } from '../support/run-process.ts'

const scenario = `
population: 2100
counts: {mfaRegistered: 2097}
permissions: [AuditLog.Read.All, Reports.Read.All]
users:
  guests: 1
  accounts:
    - {userPrincipalName: "=cmd@contoso.com"}
    - {userPrincipalName: 'quote"comma,@contoso.com', isAdmin: true}`

const rules = 'rules: [{id: everybody, measure: mfaRegistered, minimum: 90%}]'

describe('check --list', () => {
  let directory = ''
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'mfa-gate-list-'))
  })
  afterEach(() => rm(directory, { recursive: true }))

  it('writes those who lack the measure to a file for its owner only, and says that it names people', async () => {
    await using tenant = await startTenant(loadScenario(scenario))
    const file = join(directory, 'users.csv')
    const run = await runCheck(tenant, { rules, args: ['--list', file] })
    assert.equal(run.exitCode, 0)
    assert.match(run.stderr, /users\.csv names 3 users who lack a measure: it is personal data/)
    assert.match(run.stdout, /userRegistrationDetails, because names are listed;/)
    assert.ok(!run.stdout.includes('@'))
    const [header, ...lines] = (await readFile(file, 'utf8')).trimEnd().split('\r\n')
    assert.equal(header, '\uFEFFuserPrincipalName,userDisplayName,userType,isAdmin,id,lacks,segments')
    assert.match(
      lines[0] ?? '',
      /^'=cmd@contoso\.com,Adele Vance,member,false,[0-9a-f-]{36},mfaRegistered,all$/,
    )
    assert.match(lines[1] ?? '', /^"quote""comma,@contoso\.com",Alex Vance,member,true,/)
    assert.match(lines[2] ?? '', /#EXT#@contoso\.onmicrosoft\.com,.*,guest,false,/)
    assert.equal(lines.length, 3)
    if (process.platform !== 'win32') assert.equal((await stat(file)).mode & 0o777, 0o600)
  })

  it('holds nobody twice when the walk had to begin anew', async () => {
    const faulty = `${scenario}\nfaults: [{on: details, kind: skip-token-400, after: 2, times: 1}]`
    await using tenant = await startTenant(loadScenario(faulty))
    const file = join(directory, 'users.csv')
    await runCheck(tenant, { rules, args: ['--list', file] })
    assert.equal((await readFile(file, 'utf8')).trimEnd().split('\r\n').length, 4)
  })

  it('leaves no file when the users could not be read to the end', async () => {
    const faulty = `${scenario}\nfaults: [{on: details, kind: error-in-200, after: 1}]`
    await using tenant = await startTenant(loadScenario(faulty))
    const run = await runCheck(tenant, { rules, args: ['--list', join(directory, 'users.csv')] })
    assert.match(run.stderr, /was not written/)
    assert.deepEqual(await readdir(directory), [])
  })

  it('is refused beside a source that names nobody, and where it cannot be written', async () => {
    await using tenant = await startTenant(loadScenario(scenario))
    const file = join(directory, 'users.csv')
    const named = await runCheck(tenant, { rules, args: ['--list', file, '--source', 'registrationCounts'] })
    assert.match(named.stderr, /--list needs the source registrationDetails/)
    await writeFile(join(directory, 'no'), '')
    const nowhere = await runCheck(tenant, { rules, args: ['--list', join(directory, 'no/users.csv')] })
    assert.match(nowhere.stderr, /cannot be written \(part of its path is a file\); correct --list/)
    assert.deepEqual([named.exitCode, nowhere.exitCode], [2, 2])
  })

  const nameless = [
    {
      fault: 'row-without-name',
      says: /names 3 users \(1 by id alone, as the report gives no name\) who lack/,
    },
    { fault: 'row-without-type', says: /names 3 users who lack/ },
  ]
  for (const { fault, says } of nameless) {
    it(`changes no verdict for a ${fault}, and shows what there is of it`, async () => {
      const faulty = `${scenario}\nfaults: [{on: details, kind: ${fault}}]`
      await using tenant = await startTenant(loadScenario(faulty))
      const file = join(directory, 'users.csv')
      const run = await runCheck(tenant, { rules, args: ['--list', file] })
      assert.match(run.stdout, /2,097 of 2,100 users/)
      assert.match(run.stderr, says)
      assert.equal(run.exitCode, 0)
      assert.equal((await readFile(file, 'utf8')).trimEnd().split('\r\n').length, 4)
    })
  }

  it('says that there is no whole list where the system takes only a part, beside the verdict', async function () {
    if (process.platform === 'win32') this.skip()
    await using tenant = await startTenant(
      loadScenario(
        'population: 3000\ncounts: {mfaRegistered: 0}\npermissions: [AuditLog.Read.All]\nusers: {}',
      ),
    )
    const check = [process.execPath, mfaGate, 'check', '--list', 'users.csv']
    const run = await runProcess(
      ['bash', '-c', 'ulimit -f 100; exec "$@"', 'bash', ...check],
      { ...cleanEnvironment(), ...tenant.environment },
      { cwd: directory },
    )
    assert.match(run.stdout, /0 of 3,000 users/)
    assert.match(
      run.stderr,
      /^mfa-gate: the list users\.csv cannot be written completely \(it is larger than the system allows\), so it was not written; correct --list\.$/m,
    )
    assert.doesNotMatch(run.stderr, /names \d+ users/)
    assert.equal(run.exitCode, 2)
    assert.deepEqual(await readdir(directory), [])
  })

  it('without it, no name is asked for', async () => {
    await using tenant = await startTenant(loadScenario(scenario))
    await runCheck(tenant, { rules, args: ['--source', 'registrationDetails'] })
    const queries = tenant.requests
      .map(({ query }) => query ?? '')
      .filter((query) => query.includes('$select'))
    assert.ok(queries.length > 0)
    for (const query of queries) assert.match(query, /\$select=id,isMfaRegistered(&|$)/)
  })
})
