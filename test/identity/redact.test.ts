import assert from 'node:assert/strict'
import { isAbsent } from '../../src/identity/sign-in-error.ts'
import { redactor } from '../../src/identity/redact.ts'
import { computing } from '../support/computing.ts'

const secret = 'p+ss/w"rd & more'
const redact = redactor({
  AZURE_CLIENT_SECRET: secret,
  SYSTEM_ACCESSTOKEN: 'pipeline-access',
  PULUMI_CONFIG: '{"azuread:clientSecret":"stack-secret","azuread:tenantId":"tenant-id"}',
  AZURE_CLIENT_CERTIFICATE_PATH: 'a-secret-instead',
  ACTIONS_ID_TOKEN_REQUEST_URL: 'https://token.example/a?b',
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
  { title: 'a password with @', text: 'http://me:p@w@proxy:3128', left: 'http://[secret]@proxy:3128' },
  { title: 'a password with /', text: 'http://me:p/w@proxy:3128', left: 'http://[secret]@proxy:3128' },
  {
    title: 'what a variable holds that should be a path',
    text: "ENOENT: no such file or directory, open 'a-secret-instead'",
    left: "ENOENT: no such file or directory, open '[AZURE_CLIENT_CERTIFICATE_PATH]'",
  },
  {
    title: 'what a variable holds that should be an address',
    text: 'asked https://token.example/a?b there',
    left: 'asked [ACTIONS_ID_TOKEN_REQUEST_URL] there',
  },
  { title: 'an answer that breaks off', text: '{"access_token":"opaque', left: '{"access_token":"[secret]"' },
  { title: 'headers that break off', text: 'Headers: {"set-cookie":"x', left: 'Headers: [left out]' },
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

  it('is cut, and never within a secret that is known by its form only', () => {
    for (let before = 7_980; before < 8_000; before += 1) {
      const text = redact(`${'x '.repeat(before / 2)}alex@contoso.com "token":"opaque" //me:pw@h`)
      assert.doesNotMatch(text, /alex|opaque|pw/)
      assert.ok(text.length < 8_100)
    }
  })

  const long = [
    'a',
    'a@',
    '//',
    '//a',
    '\\',
    '"token":',
    '"value":"',
    'Headers: {',
    'Headers: {} ',
    '} ',
    'eyJ',
    'Bearer ',
    'code=',
    '-----BEGIN ',
    '-----BEGIN PRIVATE KEY-----',
    ' ',
    'client_error ',
  ]
  for (const piece of long) {
    it(`takes no time for a million letters of ${JSON.stringify(piece)}`, () => {
      const text = piece.repeat(1_000_000 / piece.length)
      const spent = computing(() => {
        redact(text)
        isAbsent(new Error(text))
      })
      assert.ok(spent < 500, `${spent} ms`)
    })
  }
})
