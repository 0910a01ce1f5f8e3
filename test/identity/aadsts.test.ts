import assert from 'node:assert/strict'
import { explainSignInError } from '../../src/identity/sign-in-error.ts'
import { explain } from '../../src/report/undetermined-sentence.ts'

const app = { kind: 'client-secret', tenantId: 't', clientId: 'c', secretFrom: 'ARM_CLIENT_SECRET' } as const

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
  { number: 'AADSTS999999', todo: /check tenant id, client id and secret/ },
]

describe('A sign-in that the login refuses', () => {
  for (const { number, todo } of numbers) {
    it(`with ${number} is one failure, with advice of its own`, () => {
      const text = `invalid_client: ${number}: Words that name alex@contoso.com.`
      const { reason } = explainSignInError(new Error(text), 'login.example', app)
      assert.deepEqual(reason, { code: 'sign-in-refused', oauthError: 'invalid_client', aadsts: number })
      const { what, todo: said } = explain(reason)
      assert.match(said, todo)
      assert.doesNotMatch(what + said, /contoso/)
    })
  }
})
