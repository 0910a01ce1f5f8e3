import assert from 'node:assert/strict'
import { signInReason } from '../../src/identity/sign-in-error.ts'
import type { CredentialChoice } from '../../src/identity/choose/choice.ts'
import { redactor } from '../../src/identity/redact.ts'
import { reasonWords } from '../../src/report/undetermined-sentence.ts'

const app = { kind: 'client-secret', tenantId: 't', clientId: 'c', secretFrom: 'ARM_CLIENT_SECRET' } as const

const cli: CredentialChoice = { kind: 'tool', tool: 'azure-cli' }

/** What the login answers, by facts on credentials; the numbers are hints, so only the advice depends on them. */
const numbers = [
  { number: 'AADSTS7000215', todo: /value of the secret/ },
  { number: 'AADSTS7000222', todo: /expired/ },
  { number: 'AADSTS700016', todo: /not in this tenant/ },
  { number: 'AADSTS500011', todo: /ARM_ENVIRONMENT/ },
  { number: 'AADSTS700213', todo: /pull request/ },
  { number: 'AADSTS70021', todo: /federated credential/ },
  { number: 'AADSTS7002138', todo: /upper and lower case/ },
  { number: 'AADSTS700024', todo: /too old/ },
  { number: 'AADSTS90002', todo: /no such tenant/ },
  { number: 'AADSTS700213', todo: /repo:OWNER@ID\/REPO@ID/ },
  { number: 'AADSTS530032', todo: /security policy.*sign-in logs/ },
  { number: 'AADSTS530035', todo: /security defaults.*managed identity/ },
  { number: 'AADSTS530036', todo: /device code.*authentication flows.*sign in again in a browser/ },
  { number: 'AADSTS53003', todo: /Conditional Access.*sign-in logs.*exclude the gate's app/ },
  { number: 'AADSTS50166', todo: /issuer of the OIDC token.*openid-configuration/ },
  { number: 'AADSTS530084', todo: /token protection/ },
  { number: 'AADSTS7000229', todo: /no service principal.*az ad sp create/ },
  { number: 'AADSTS900023', todo: /neither an id nor a domain/ },
  { number: 'AADSTS90033', todo: /run again in some minutes/ },
  { number: 'AADSTS90061', todo: /issuer of the OIDC token.*openid-configuration/ },
  { number: 'AADSTS999999', todo: /check tenant id, client id and secret/ },
]

describe('A sign-in that the login refuses', () => {
  for (const { number, todo } of numbers) {
    it(`with ${number} is one failure, with advice of its own`, () => {
      const text = `invalid_client: ${number}: Words that name alex@contoso.com.`
      const { reason } = signInReason(new Error(text), 'login.example', app)
      const way = 'client-secret'
      assert.deepEqual(reason, { code: 'sign-in-refused', oauthError: 'invalid_client', aadsts: number, way })
      const { what, todo: printed } = reasonWords(reason)
      assert.match(printed, todo)
      assert.doesNotMatch(what + printed, /contoso/)
    })
  }

  const ways: readonly (readonly [CredentialChoice, message: string, code: string, todo: RegExp])[] = [
    [
      cli,
      'AADSTS700082: The refresh token has expired',
      'sign-in-refused',
      /session has ended: run `az login` again/,
    ],
    [
      cli,
      'AADSTS50076: you must use multi-factor',
      'sign-in-refused',
      /session has ended: run `az login` again/,
    ],
    [
      cli,
      'AADSTS530036: The refresh token is invalid due to authentication flow checks',
      'sign-in-refused',
      /device code.*`az logout`, then `az login` without --use-device-code/,
    ],
    [
      { kind: 'tool', tool: 'azure-powershell' },
      'AADSTS530036: no',
      'sign-in-refused',
      /then `Connect-AzAccount` without -UseDeviceAuthentication/,
    ],
    [cli, 'AADSTS530032: no', 'sign-in-refused', /risky users.*a pipeline signs in as an app/],
    [cli, 'AADSTS53003: no', 'sign-in-refused', /^(?!.*exclude the gate's app).*sign-in logs/],
    [cli, 'AADSTS530084: no', 'sign-in-refused', /token protection/],
    [cli, 'AADSTS999999: words', 'sign-in-refused', /^run `az login` again/],
    [cli, "Please run 'az login' from a command prompt", 'tool-not-ready', /^run `az login` again/],
    [
      cli,
      "Azure CLI could not be found. Please … using 'az login'.",
      'tool-not-ready',
      /install it if it is not there/,
    ],
    [
      { kind: 'tool', tool: 'azure-powershell' },
      'Run Connect-AzAccount to login',
      'tool-not-ready',
      /^run `Connect-AzAccount` again/,
    ],
    [
      { ...app, kind: 'user-password', userFrom: 'u', passwordFrom: 'p' },
      'AADSTS50076: MFA',
      'sign-in-refused',
      /cannot answer a demand for MFA/,
    ],
    [
      { ...app, kind: 'user-password', userFrom: 'u', passwordFrom: 'p' },
      'AADSTS50126: no',
      'sign-in-refused',
      /check user name and password; .*MFA/,
    ],
    [
      { ...app, kind: 'oidc-token', tokenFrom: 't', fileFrom: undefined },
      'AADSTS999999: no',
      'sign-in-refused',
      /federated credential/,
    ],
    [
      { ...app, kind: 'certificate', pathFrom: 'p', passwordFrom: 'w', sendChain: false },
      'AADSTS999999: no',
      'sign-in-refused',
      /certificate of the app/,
    ],
  ]
  for (const [choice, message, code, says] of ways) {
    it(`is told what to do by the way in, ${choice.kind}: ${message}`, () => {
      const { reason } = signInReason(new Error(message), 'login.example', choice)
      assert.equal(reason.code, code)
      assert.match(reasonWords(reason).todo, says)
    })
  }

  it('has its subject with ids left in what --debug shows', () => {
    const text = "subject 'repo:acme@123456/my.repo@456789:ref:refs/heads/main'"
    assert.equal(redactor({})(text), text)
  })
})
