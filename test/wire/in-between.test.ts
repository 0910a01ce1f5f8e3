import assert from 'node:assert/strict'
import { createHttpHeaders } from '@azure/core-rest-pipeline'
import { isFromInBetween } from '../../src/wire/in-between.ts'
import type { Service } from '../../src/wire/service.ts'

const html = '<html>Access denied</html>'
const graphError = '{"error": {"code": "Forbidden", "message": ""}}'
const oauthError = '{"error": "invalid_client"}'

const rows: readonly [
  kind: Service['kind'],
  status: number,
  headers: Record<string, string>,
  body: string,
  from: boolean,
][] = [
  ['graph', 403, { via: '1.1 filter' }, html, true],
  ['graph', 403, {}, '{"blocked": true}', true],
  ['graph', 407, { 'request-id': 'r' }, graphError, true],
  ['graph', 511, {}, html, true],
  ['graph', 401, { 'proxy-authenticate': 'Basic' }, html, true],
  ['graph', 504, {}, html, true],
  ['graph', 403, {}, graphError, false],
  ['graph', 403, { 'request-id': 'r' }, '', false],
  ['graph', 502, { server: 'Microsoft-Azure-Application-Gateway/v2' }, html, false],
  ['graph', 503, { 'x-azure-ref': 'a' }, html, false],
  ['graph', 200, {}, html, false],
  ['login', 403, {}, html, true],
  ['login', 200, {}, html, true],
  ['login', 302, {}, '{}', true],
  ['login', 504, {}, html, true],
  ['login', 401, {}, oauthError, false],
  ['login', 503, { 'x-ms-request-id': 'r' }, '', false],
  ['oidc', 403, { 'content-type': 'text/html; charset=utf-8' }, html, true],
  ['oidc', 407, {}, '', true],
  ['oidc', 401, {}, '', false],
  ['oidc', 302, { 'content-type': 'text/html' }, html, false],
  ['oidc', 403, { 'content-type': 'text/html', 'x-tfs-session': 's' }, html, false],
  ['metadata', 404, {}, html, false],
]

describe('An answer', () => {
  for (const [kind, status, headers, body, from] of rows) {
    const messages = `${status} ${JSON.stringify(headers)} ${body.slice(0, 20)}`
    it(`${messages} ${from ? 'comes from in between' : 'is the own one'} of ${kind}`, () => {
      const received = { status, headers: createHttpHeaders(headers), body: Buffer.from(body) }
      assert.equal(isFromInBetween(received, { kind, host: 'host' }), from)
    })
  }
})
