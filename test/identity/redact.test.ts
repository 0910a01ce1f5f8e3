import assert from 'node:assert/strict'
import { redactor } from '../../src/identity/redact.ts'

const secret = 'p+ss/w"rd & more'
const redact = redactor({
  AZURE_CLIENT_SECRET: secret,
  SYSTEM_ACCESSTOKEN: 'pipeline-access',
  PULUMI_CONFIG: '{"azuread:clientSecret":"stack-secret","azuread:tenantId":"tenant-id"}',
  AZURE_TOKEN_CREDENTIALS: 'AzureCliCredential',
})

const taken = [
  { title: 'a secret of the environment', text: `said ${secret}.`, left: 'said [secret].' },
  { title: 'a secret in a form', text: `x=${encodeURIComponent(secret)}&y`, left: 'x=[secret]&y' },
  { title: 'a secret in JSON', text: JSON.stringify({ x: secret }), left: '{"x":"[secret]"}' },
  { title: 'a secret in base64', text: Buffer.from(secret).toString('base64'), left: '[secret]' },
  { title: 'a secret of the stack config', text: 'stack-secret', left: '[secret]' },
  {
    title: 'a token that nobody listed',
    text: 'got eyJhbGciOi.eyJhdWQi.c2ln here',
    left: 'got [secret] here',
  },
  { title: 'a bearer header', text: 'authorization: Bearer abc.def', left: 'authorization: Bearer [secret]' },
  {
    title: 'an assertion in a form',
    text: 'a=b&client_assertion=xyz&c=d',
    left: 'a=b&client_assertion=[secret]&c=d',
  },
  { title: 'an OIDC token in an answer', text: '{"oidcToken":"opaque"}', left: '{"oidcToken":"[secret]"}' },
  {
    title: 'an escaped one',
    text: String.raw`{\"oidcToken\":\"opaque\"}`,
    left: String.raw`{\"oidcToken\":"[secret]"}`,
  },
  { title: 'the password of a proxy', text: 'http://me:pw@proxy:3128', left: 'http://[secret]@proxy:3128' },
  {
    title: 'a private key',
    text: '-----BEGIN PRIVATE KEY-----\nMII\n-----END PRIVATE KEY-----',
    left: '[secret]',
  },
  { title: 'a user name', text: 'for alex@contoso.com there', left: 'for [user] there' },
  {
    title: 'response headers',
    text: 'Headers: {"set-cookie":"x"} - Trace',
    left: 'Headers: [left out] - Trace',
  },
]

describe('A text for --debug', () => {
  for (const { title, text, left } of taken) {
    it(`loses ${title}`, () => assert.equal(redact(text), left))
  }

  it('keeps tenant ids, choices and error numbers', () => {
    const text = 'AADSTS7000215 tenant-id AzureCliCredential'
    assert.equal(redact(text), text)
  })
})
