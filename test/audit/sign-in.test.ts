import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { signInFor } from '../../src/gate/tenant-sign-in.ts'
import { tenantsToAudit } from '../../src/audit/tenants-to-audit.ts'
import type { Environment } from '../../src/config/environment.ts'
import { ConfigurationError } from '../../src/config/problem.ts'
import { settingsFrom } from '../../src/config/settings.ts'
import { chooseCredential } from '../../src/identity/choose/choose-credential.ts'
import { redactor } from '../../src/identity/redact.ts'
import { CouldNotRead } from '../../src/model/could-not-read.ts'
import type { TenantEntry } from '../../src/schemas/tenants-document.ts'

const clientId = '00000000-0000-4000-8000-0000000000aa'
const id = '00000000-0000-4000-8000-000000000001'
const folder = mkdtempSync(join(tmpdir(), 'mfa-gate-sign-in-'))
writeFileSync(join(folder, 'secret'), 'from-a-file\n')
writeFileSync(join(folder, 'empty'), '\n')
after(() => rmSync(folder, { recursive: true }))

const listed = (entry: Partial<TenantEntry>) => ({
  entry: { tenant: id, ...entry },
  origin: 't.yaml:2',
  directory: folder,
})
const signIn = (credential: TenantEntry['credential'], environment: Environment = {}) =>
  signInFor(listed({ ...(credential === undefined ? {} : { credential }) }), environment)

describe('signing in to a tenant of a document', () => {
  it('takes a secret from the variable or the file that is named, and from no other', () => {
    const environment = { CONTOSO: 'from-a-variable', AZURE_CLIENT_SECRET: 'of-somebody-else' }
    for (const [secretFrom, value] of [
      [{ env: 'CONTOSO' }, 'from-a-variable'],
      [{ file: 'secret' }, 'from-a-file'],
    ] as const) {
      const { choice, environment: own } = signIn({ clientId, secretFrom }, environment)
      assert.ok(choice?.kind === 'client-secret')
      assert.deepEqual([choice.tenantId, choice.clientId, own[choice.secretFrom]], [id, clientId, value])
      assert.equal(redactor(own)(`it is ${value}`), 'it is [secret]')
    }
  })

  it('takes a certificate with its password, and a federated token', () => {
    const environment = { PFX: '/etc/c.pfx', PASSWORD_OF_IT: 'open sesame', TOKEN_OF_IT: 'abc.def.ghi' }
    const certificate = signIn(
      { clientId, certificateFrom: { env: 'PFX' }, certificatePasswordFrom: { env: 'PASSWORD_OF_IT' } },
      environment,
    )
    assert.ok(certificate.choice?.kind === 'certificate')
    assert.equal(certificate.environment[certificate.choice.pathFrom], '/etc/c.pfx')
    assert.equal(certificate.environment[certificate.choice.passwordFrom], 'open sesame')
    const byVariable = signIn({ clientId, federatedTokenFrom: { env: 'TOKEN_OF_IT' } }, environment)
    assert.ok(byVariable.choice?.kind === 'oidc-token')
    assert.equal(byVariable.environment[byVariable.choice.tokenFrom ?? ''], 'abc.def.ghi')
    const byFile = signIn({ clientId, federatedTokenFrom: { file: 'secret' } })
    assert.ok(byFile.choice?.kind === 'oidc-token')
    assert.equal(byFile.environment[byFile.choice.fileFrom ?? ''], join(folder, 'secret'))
  })

  it('without a proof of its own uses the environment’s, in this tenant and as this app', () => {
    const environment = {
      AZURE_TENANT_ID: 'home',
      AZURE_CLIENT_ID: 'home-app',
      AZURE_CLIENT_SECRET: 'shared',
    }
    const shared = signIn(undefined, environment)
    assert.equal(shared.choice, undefined)
    assert.deepEqual(chooseCredential(shared.environment), {
      ...{ kind: 'client-secret', tenantId: id, clientId: 'home-app', secretFrom: 'AZURE_CLIENT_SECRET' },
    })
    const other = chooseCredential(signIn({ clientId }, environment).environment)
    assert.ok(other.kind === 'client-secret')
    assert.equal(other.clientId, clientId)
  })

  for (const [title, secretFrom, reason] of [
    ['a variable that is not set', { env: 'NOBODY' }, { code: 'credential-missing', missing: ['NOBODY'] }],
    [
      'a file that is not there',
      { file: 'nowhere' },
      { code: 'credential-unreadable', variable: 'secretFrom of t.yaml:2', problem: 'file-unreadable' },
    ],
    [
      'an empty file',
      { file: 'empty' },
      { code: 'credential-unreadable', variable: 'secretFrom of t.yaml:2', problem: 'file-empty' },
    ],
  ] as const) {
    it(`could not determine with ${title}, though the environment has a credential`, () => {
      assert.throws(
        () => signIn({ clientId, secretFrom }, { AZURE_CLIENT_SECRET: 'of-somebody-else' }),
        (error) => {
          assert.ok(error instanceof CouldNotRead)
          assert.deepEqual(error.reason, reason)
          return true
        },
      )
    })
  }
})

describe('the tenants of an audit', () => {
  const all = (entry: Partial<TenantEntry>, environment: Environment = {}) =>
    tenantsToAudit([listed(entry)], {
      environment,
      settingsOf: settingsFrom,
      rules: undefined,
      directory: folder,
    })

  it('are held to their id whatever tenant the environment names', () => {
    const [tenant] = all({}, { ARM_TENANT_ID: clientId, MFA_GATE_TENANT: clientId })
    assert.deepEqual(tenant?.settings.expectedTenant, { id, origin: 't.yaml:2' })
  })

  it('live in the cloud that is named, else in the environment’s', () => {
    const environment = { ARM_ENVIRONMENT: 'china', AZURE_AUTHORITY_HOST: 'https://login.chinacloudapi.cn' }
    assert.equal(all({}, environment)[0]?.settings.cloud.name, 'china')
    assert.equal(all({ cloud: 'usgovernment' }, environment)[0]?.settings.cloud.name, 'usgovernment')
  })

  it('may not be a domain where the way to sign in belongs to one tenant', () => {
    for (const environment of [{ ARM_USE_MSI: 'true' }, { ARM_USE_CLI: 'true' }, {}]) {
      assert.throws(
        () => all({ tenant: 'contoso.example' }, environment),
        (error) =>
          error instanceof ConfigurationError &&
          error.message.includes("give the tenant's id, or a credential"),
      )
    }
    assert.equal(
      all({ tenant: 'contoso.example' }, { AZURE_CLIENT_ID: clientId, AZURE_CLIENT_SECRET: 'x' }).length,
      1,
    )
  })

  it('are refused before anything is asked when one has rules that cannot be read, with its place', () => {
    assert.throws(() => all({ rules: 'nowhere.yaml' }), /nowhere\.yaml cannot be read .*\(for t\.yaml:2\)/)
  })
})
