import assert from 'node:assert/strict'
import fc from 'fast-check'
import { ConfigurationError } from '../../src/config/problem.ts'
import { parseRules, parseRulesText } from '../../src/config/rules-text.ts'
import { parseTenants } from '../../src/config/tenants-text.ts'
import { parseWaivers } from '../../src/config/waivers-file.ts'
import { apply } from '../../policy-pack/configuration.ts'
import { packOf } from '../../policy-pack/pack.ts'

/** What may stand anywhere in a document, with the keys of JavaScript's own objects among it. */
const strange = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    '',
    -1,
    1e308,
    1e21,
    5e-324,
    {},
    [],
    [[]],
    { toString: 'x' },
    { toString: 'x', valueOf: 'y' },
    { toJSON: 'x' },
    { constructor: 1 },
    JSON.parse('{"__proto__": {"a": 1}}'),
    '2026-02-30',
    '*',
    '\uD800',
    '\u0000',
  ),
  fc.jsonValue({ maxDepth: 2 }),
)

const rule = {
  id: 'a',
  measure: 'mfaRegistered',
  minimum: '95%',
  severity: 'high',
  segment: 'all',
  noDropMoreThan: '1%',
}
const waiver = {
  rule: 'a',
  stack: 'o/p/s',
  reason: 'because of a campaign',
  owner: 'o',
  ticket: 'T-1',
  created: '2026-01-01',
  expires: '2026-02-01',
}
const rules = {
  rules: [rule],
  stacks: [{ stack: 'o/p/s', rules: ['a'], minimum: [{ from: '2026-01-01', minimum: 0.5 }] }],
  waivers: [waiver],
  waiverLimits: { maxDays: 90 },
  exclusions: { maxExcluded: '1%', accounts: [{ kind: 'users', reason: 'because', users: ['a@b.c'] }] },
}
const tenants = {
  tenants: [
    {
      tenant: 'a.example',
      name: 'A',
      tags: { a: 'b' },
      credential: { clientId: 'x', secretFrom: { env: 'A_B' } },
    },
  ],
}

/** Every path in a value. */
function pathsOf(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...path, key]))]
}

/** The value with another one at a path. */
function changed(value: unknown, [key, ...rest]: readonly string[], to: unknown): unknown {
  if (key === undefined) return to
  if (Array.isArray(value))
    return value.map((one: unknown, index) => (String(index) === key ? changed(one, rest, to) : one))
  return { ...(value as object), [key]: changed(Reflect.get(value as object, key), rest, to) }
}

const documents: readonly (readonly [title: string, value: object, parse: (text: string) => unknown])[] = [
  ['rules document', rules, (text) => parseRules(text, 'd.yaml')],
  [
    'waivers file',
    { waivers: [waiver] },
    (text) => parseWaivers(text, 'd.yaml', parseRulesText(JSON.stringify({ rules: [rule] }), 'r')),
  ],
  ['tenants document', tenants, (text) => parseTenants(text, 'd.yaml')],
]

describe('A mistake of whoever writes a document', () => {
  for (const [title, value, parse] of documents) {
    it(`is told in sentences and is no defect, wherever it stands in a ${title}`, () => {
      const path = fc.constantFrom(...pathsOf(value))
      fc.assert(
        fc.property(path, strange, (at, to) => {
          try {
            parse(JSON.stringify(changed(value, at, to)))
          } catch (error) {
            assert.ok(error instanceof ConfigurationError, error instanceof Error ? (error.stack ?? '') : '')
            for (const problem of error.problems) assert.match(problem, /^d\.yaml:\d+:\d+/)
          }
        }),
        { numRuns: 2_000 },
      )
    })
  }

  it('is told in sentences wherever it stands in a policy configuration', () => {
    const pack = packOf({}, '/')
    const properties = { minimum: '95%', severity: 'high', segment: 'all', onUndetermined: 'fail' }
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(properties), 'toString', '__proto__'),
        strange,
        (key, to) => {
          const sent = [
            {
              name: 'mfa-registered',
              level: 1,
              properties: changed(properties, [key], to) as Record<string, unknown>,
            },
          ]
          for (const problem of apply(pack, sent)) assert.ok(problem.length > 10 && problem.length < 1_000)
        },
      ),
      { numRuns: 2_000 },
    )
  })
})
