import assert from 'node:assert/strict'
import { loadRules } from '../../src/config/rules-file.ts'
import { settingNames } from '../../src/config/setting-table.ts'
import { settingsFrom } from '../../src/config/settings.ts'
import { loadTenants } from '../../src/config/tenants-file.ts'
import { parseLocation } from '../../src/history/location.ts'
import { parseStretch } from '../../src/history/retention.ts'
import { runCli } from '../support/run-cli.ts'
import { cleanEnvironment, projectDirectory } from '../support/run-process.ts'

/** Put where something else belongs: beside its own variable, or in a connection string for a file. */
const secrets = [
  'Tr0ub4dor&3-horse',
  'kQ28Q~aB3dE.fG5hJ7kL9mN1pQ3rS5tU7vW9',
  'b7f2c9d4e1a86035b7f2c9d4',
  'postgres://bob:Tr0ub4dor3@db.example/x',
  'Host=db.example;Password=Tr0ub4dor3',
]
const traces = /Tr0ub4dor|kQ28Q|b7f2c9|bob/

const others = [
  'ARM_TENANT_ID',
  'ARM_ENVIRONMENT',
  'AZURE_ENVIRONMENT',
  'AZURE_AUTHORITY_HOST',
  'AZURE_TENANT_ID',
  'HTTPS_PROXY',
] as const

function messageOf(work: () => unknown): string {
  try {
    work()
    return ''
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

describe('A secret that was put into a wrong place', () => {
  for (const name of [...settingNames, ...others]) {
    it(`is not repeated by what is said of ${name}`, () => {
      for (const secret of secrets)
        assert.doesNotMatch(
          messageOf(() => settingsFrom({ [name]: secret })),
          traces,
        )
    })
  }

  it('is not repeated where a file or a stretch of time is meant, when it can be told from one', () => {
    for (const secret of secrets) {
      assert.doesNotMatch(
        messageOf(() => parseLocation(secret, '/', '--history')),
        traces,
      )
      assert.doesNotMatch(
        messageOf(() => parseStretch(secret, '--older-than')),
        traces,
      )
    }
    for (const secret of secrets.slice(3)) {
      assert.doesNotMatch(
        messageOf(() => loadRules(secret, '/')),
        traces,
      )
      assert.doesNotMatch(
        messageOf(() => loadTenants(secret, '/')),
        traces,
      )
    }
  })

  it('appears in no output of any command', async () => {
    const [secret = '', , , url = '', pairs = ''] = secrets
    const planted = {
      ...cleanEnvironment(),
      AZURE_TENANT_ID: '00000000-0000-4000-8000-000000000001',
      AZURE_CLIENT_ID: '00000000-0000-4000-8000-000000000002',
      AZURE_CLIENT_CERTIFICATE_PATH: secret,
      MFA_GATE_HISTORY: url,
      MFA_GATE_TIMEOUT: '1s',
    }
    const commands = [
      ['check', '--debug'],
      ['history', 'list'],
      ['history', 'prune', '--history', pairs],
      ['rules', 'validate', url],
      ['audit', '--tenants', pairs],
      ['check', '--rules', url, '--history', ''],
      ['doctor', '--debug'],
    ]
    for (const command of commands) {
      const run = await runCli(command, planted, {
        cwd: projectDirectory,
      })
      assert.doesNotMatch(run.stdout + run.stderr, traces, command.join(' '))
      assert.notEqual(run.exitCode, 0)
      assert.notEqual(run.exitCode, 70, run.stderr)
    }
  }).timeout(120_000)
})
