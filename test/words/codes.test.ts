import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'
import { getSystemErrorMap } from 'node:util'
import { Ajv } from 'ajv'
import { describeErrors } from '../../src/config/schema-sentence.ts'
import { reasonOf } from '../../src/io/system-reason.ts'
import { connectionWords } from '../../src/report/connection-words.ts'
import { plainError } from '../../src/schemas/plain-error.ts'
import { projectDirectory } from '../support/run-process.ts'

/** As of Node, of its resolver and of OpenSSL. */
const codes = [
  ...new Set([
    ...Object.keys(constants.errno),
    ...[...getSystemErrorMap().values()].map(([name]) => name),
    ...['ENOTFOUND', 'EAI_AGAIN', 'ENODATA', 'ESERVFAIL', 'ERR_INVALID_ARG_VALUE', 'ERR_STREAM_DESTROYED'],
    ...['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID', 'CERT_REVOKED', 'CERT_UNTRUSTED', 'CERT_REJECTED'],
    ...['DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'],
    ...['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'ERR_TLS_CERT_ALTNAME_INVALID', 'ERR_SSL_WRONG_VERSION_NUMBER'],
  ]),
]

/** A code of a machine, such as ENOENT; the names of our variables are none. */
const code = /\b(E[A-Z]{3,}[A-Z0-9_]*|ERR_\w+|CERT_\w+|UNABLE_TO_\w+|\w+_CERT(_\w+)?)\b/

/** Every keyword of JSON Schema that ajv knows by itself, with a value that it refuses. */
const refused: Readonly<Record<string, readonly [schema: object, value: unknown]>> = {
  type: [{ type: ['integer', 'string'] }, true],
  required: [{ type: 'object', required: ['a'] }, {}],
  additionalProperties: [{ type: 'object', additionalProperties: false }, { a: 1 }],
  enum: [{ enum: ['a', 1] }, 2],
  const: [{ const: 'a' }, 'b'],
  minimum: [{ type: 'number', minimum: 1 }, 0],
  maximum: [{ type: 'number', maximum: 1 }, 2],
  exclusiveMinimum: [{ type: 'number', exclusiveMinimum: 1 }, 1],
  exclusiveMaximum: [{ type: 'number', exclusiveMaximum: 1 }, 1],
  minLength: [{ type: 'string', minLength: 2 }, 'a'],
  maxLength: [{ type: 'string', maxLength: 2 }, 'abc'],
  minItems: [{ type: 'array', minItems: 2 }, []],
  maxItems: [{ type: 'array', maxItems: 0 }, [1]],
  minProperties: [{ type: 'object', minProperties: 1 }, {}],
  maxProperties: [{ type: 'object', maxProperties: 0 }, { a: 1 }],
  uniqueItems: [{ type: 'array', uniqueItems: true }, [1, 1]],
  propertyNames: [{ type: 'object', propertyNames: { maxLength: 1 } }, { ab: 1 }],
  anyOf: [{ anyOf: [{ const: 1 }, { const: 2 }] }, 3],
  oneOf: [{ oneOf: [{ const: 1 }, { const: 2 }] }, 3],
  not: [{ not: { const: 1 } }, 1],
  pattern: [{ type: 'string', pattern: '^a$' }, 'b'],
  format: [{ type: 'string', format: 'uuid' }, 'b'],
  if: [{ if: { type: 'integer' }, then: { minimum: 5 } }, 1],
}

const ajvText = /must (NOT|match|have required|be (object|array|string|integer|boolean|equal))|[<>]=|\^/

describe('A code of the system', () => {
  it('is told in words where a file cannot be read or written', () => {
    for (const one of codes)
      assert.doesNotMatch(reasonOf(Object.assign(new Error(), { code: one })), code, one)
  })

  it('is told in words where nobody can be reached, each with what to do', () => {
    for (const one of codes) {
      const { what, todo } = connectionWords(one)
      assert.doesNotMatch(what, code, one)
      assert.ok(todo.length > 10, one)
    }
  })

  it('does not have an expired certificate trusted', () => {
    assert.doesNotMatch(connectionWords('CERT_HAS_EXPIRED').todo, /NODE_EXTRA_CA_CERTS/)
    assert.match(connectionWords('SELF_SIGNED_CERT_IN_CHAIN').todo, /NODE_EXTRA_CA_CERTS/)
  })
})

describe('A keyword of JSON Schema', () => {
  it('has an example here if any schema of ours uses it', () => {
    const folder = join(projectDirectory, 'src/schemas')
    const used = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.cjs'))
      .flatMap((name) => [...readFileSync(join(folder, name), 'utf8').matchAll(/keyword: ?['"](\w+)['"]/g)])
      .map(([, keyword]) => keyword)
    assert.ok(used.length > 20)
    const named = Object.keys(refused)
    assert.deepEqual(
      used.filter((keyword) => !named.includes(keyword ?? '')),
      [],
    )
  })

  for (const [keyword, [schema, value]] of Object.entries(refused)) {
    it(`is told in words of a document and of an answer: ${keyword}`, () => {
      const ajv = new Ajv({
        allErrors: true,
        verbose: true,
        strict: false,
        formats: { uuid: /^[0-9a-f-]{36}$/ },
      })
      const check = ajv.compile({ type: 'object', properties: { key: schema } })
      assert.equal(check({ key: value }), false)
      const errors = check.errors ?? []
      const messages = [
        ...errors.map((error) => plainError(error)),
        ...describeErrors(errors, { key: value }).map(({ sentence }) => sentence),
      ]
      assert.ok(messages.length > 1)
      for (const sentence of messages) assert.doesNotMatch(sentence, ajvText)
    })
  }
})
