import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runCli } from '../support/run-cli.ts'
import { cleanEnvironment, mfaGate } from '../support/run-process.ts'

const fault = ['--fault', 'report:permission-403']
const check = ['--', process.execPath, mfaGate, 'check']
const audit = ['--', process.execPath, mfaGate, 'audit']

/** Everything that says what a simulated tenant is like, beside everything else. */
const rows = [
  { args: ['--scenario', 'one.yaml', ...fault, ...check], exitCode: 3, says: /Reports\.Read\.All/ },
  { args: ['--tenants', '2', ...fault, ...audit], exitCode: 3, says: /Reports\.Read\.All/ },
  { args: ['--tenants', './two.yaml', ...fault, ...audit], exitCode: 3, says: /Reports\.Read\.All/ },
  { args: ['--scenario', 'one.yaml', '--fault', 'report:none', ...check], exitCode: 2, says: /faults/ },
  {
    args: ['--scenario', 'one.yaml', '--fault', 'report:satus-418', ...check],
    exitCode: 2,
    says: /near it are status-418, .*--list-faults lists all/,
  },
  {
    args: ['--scenario', 'one.yaml', '--fault', 'network:hang', ...check],
    exitCode: 2,
    says: /must be one of login, issuer, report, details, summary, signIns, directory, connection, proxy/,
  },
  {
    args: ['--population', '9', '--registered', '9', '--fault', 'connection:tls-expired', ...check],
    exitCode: 3,
    says: /its certificate has expired/,
  },
  {
    args: ['--scenario', 'one.yaml', '--fault', 'proxy:connect-403', ...check],
    exitCode: 3,
    says: /the proxy did not connect to localhost:\d+ \(403\)/,
  },
  {
    args: ['--tenants', '2', '--fault', 'connection:tls-other-name', ...audit],
    exitCode: 3,
    says: /its certificate is for another host/,
  },
  {
    args: ['--tenants', './two.yaml', '--fault', 'proxy:connect-502', ...audit],
    exitCode: 3,
    says: /\(502\)/,
  },
  { args: ['--list-faults'], exitCode: 0, says: /^login:throttle-429\n[^]*\nproxy:connect-intercepted\n$/ },
  {
    args: ['--scenario', 'one.yaml', '--population', '7', ...check],
    exitCode: 2,
    says: /leave out --population/,
  },
  {
    args: ['--tenants', './two.yaml', '--registered', '7', ...check],
    exitCode: 2,
    says: /leave out --registered/,
  },
  {
    args: ['--tenants', '2', '--registered', '7', ...audit],
    exitCode: 1,
    says: /7 of 1,000.*Audited 2 tenants: 2 refused/s,
  },
]

describe('mfa-gate simulate', () => {
  let directory = ''
  before(() => {
    directory = mkdtempSync(join(tmpdir(), 'mfa-gate-simulate-'))
    const scenario = 'population: 100\ncounts: {mfaRegistered: 96}\n'
    writeFileSync(join(directory, 'one.yaml'), scenario)
    writeFileSync(
      join(directory, 'two.yaml'),
      'tenants: [{times: 2, scenario: {population: 100, counts: {mfaRegistered: 96}}}]',
    )
  })
  after(() => rmSync(directory, { recursive: true }))

  for (const { args, exitCode, says } of rows) {
    const visible = (args.includes('--') ? args.slice(0, args.indexOf('--')) : args).join(' ')
    it(`${exitCode === 2 ? 'refuses' : 'plays'} ${visible}`, async () => {
      const run = await runCli(['simulate', ...args], cleanEnvironment(), { cwd: directory })
      assert.match(run.stdout + run.stderr, says)
      assert.equal(run.exitCode, exitCode)
    })
  }
})
