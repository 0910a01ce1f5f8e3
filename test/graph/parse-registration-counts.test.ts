import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { parseRegistrationCounts } from '../../src/graph/parse-registration-counts.ts'
import { CouldNotRead } from '../../src/model/could-not-read.ts'
import type { UndeterminedCode } from '../../src/model/undetermined.ts'

const answer = (text: string, contentType = 'application/json') => ({
  endpoint: 'https://graph.microsoft.com/beta/reports/getCredentialUserRegistrationCount',
  status: 200,
  contentType,
  requestId: 'r',
  text,
  sha256: '',
})
const fixture = (name: string): string =>
  readFileSync(new URL(`../fixtures/graph/${name}`, import.meta.url), 'utf8')
const entry = (members: object): string => JSON.stringify({ value: [members] })
const mfa = (registrationCount: unknown) => [{ registrationStatus: 'mfaRegistered', registrationCount }]

const whole = { totalUserCount: 9, userRegistrationCounts: mfa(1) }

describe('the count report', () => {
  it("of Microsoft's resource page has 33 of 23,123 registered for MFA", () => {
    assert.deepEqual(parseRegistrationCounts(answer(fixture('resource-page.json'))), {
      population: 23_123,
      counts: { ssprRegistered: 23_423, ssprEnabled: 4_234, ssprOrMfaCapable: 323, mfaRegistered: 33 },
    })
  })

  it('may have numbers as strings, statuses nobody knows yet, and members nobody knows yet', () => {
    const counts = [
      ...mfa('33'),
      { registrationStatus: 'unknownFutureValue', registrationCount: 1, new: true },
    ]
    const body = entry({ totalUserCount: '23123', userRegistrationCounts: counts, other: {} })
    assert.deepEqual(parseRegistrationCounts(answer(body)), {
      population: 23_123,
      counts: { mfaRegistered: 33 },
    })
  })

  it('may come as JSON in any spelling of its type, and may say how many entries it has', () => {
    const body = JSON.stringify({
      value: [{ ...whole, 'userRegistrationCounts@odata.count': 1 }],
      '@odata.count': 1,
    })
    for (const type of [
      'application/json',
      'Application/JSON;charset="utf-8"',
      'application/json; odata.metadata=full',
    ]) {
      assert.deepEqual(parseRegistrationCounts(answer(body, type)).counts, { mfaRegistered: 1 })
    }
  })

  it('may say that no more follows', () => {
    const body = JSON.stringify({ value: [whole], hasMore: false })
    assert.deepEqual(parseRegistrationCounts(answer(body)).counts, { mfaRegistered: 1 })
  })

  const refused: readonly (readonly [
    title: string,
    text: string,
    code: UndeterminedCode,
    problem?: RegExp | undefined,
    contentType?: string,
  ])[] = [
    [
      "of Microsoft's method page lacks everything but the total",
      fixture('method-page.json'),
      'body-unexpected',
      /userRegistrationCounts\[0\] has no registrationStatus/,
    ],
    [
      "with the names of Microsoft's misspelt sample is refused by them",
      entry({
        totalUserCount: 23_123,
        userRegistrationCounts: [{ userRegistrationStatus: 'registered', userRegistationCount: 23_423 }],
      }),
      'body-unexpected',
      /it has userRegistrationStatus, userRegistationCount/,
    ],
    ['without an entry is empty', '{"value":[]}', 'report-empty'],
    ['with two entries is ambiguous', '{"value":[{},{}]}', 'report-ambiguous'],
    [
      'with a next page is incomplete',
      '{"value":[{}],"@odata.nextLink":"https://graph.microsoft.com/x"}',
      'report-incomplete',
    ],
    ...[
      ...[
        'nextLink',
        '@nextLink',
        'odata.nextLink',
        '@odata.next',
        'next_link',
        'NextLink',
        'next',
        '__next',
      ],
      ...['nextPage', '@odata.deltaLink', 'userRegistrationCounts@odata.nextLink'],
      ...[
        'nextUrl',
        'next_uri',
        'nextHref',
        'nextPageToken',
        'nextCursor',
        '$skipToken',
        'continuationToken',
      ],
      ...['hasMore', '@odata.hasMore', 'has_more_results', 'more', 'isTruncated'],
    ].flatMap((key): (readonly [string, string, UndeterminedCode])[] => [
      [
        `with a ${key} is incomplete`,
        `{"value":[{}],"${key}":"https://graph.microsoft.com/x"}`,
        'report-incomplete',
      ],
      [`with a ${key} in its entry is incomplete`, `{"value":[{"${key}":null}]}`, 'report-incomplete'],
    ]),
    ...['@odata.count', '@count', 'odata.count', 'count', 'totalCount', 'total_count'].map(
      (key): [string, string, UndeterminedCode, RegExp] => [
        `with a ${key} of another number of entries is refused`,
        JSON.stringify({ value: [{ ...whole }], [key]: 2 }),
        'body-unexpected',
        /it says that it has 2 entries, and 1 came/,
      ],
    ),
    [
      'with another number of statuses than it says is refused',
      entry({ ...whole, 'userRegistrationCounts@odata.count': '4' }),
      'body-unexpected',
      /it says that it has 4 entries, and 1 came/,
    ],
    [
      'with two numbers of entries is refused',
      JSON.stringify({ value: [whole], '@odata.count': 1, '@count': 2 }),
      'body-unexpected',
      /says that it has 1 entries, and 2 as well/,
    ],
    [
      'with a count that is none is refused',
      JSON.stringify({ value: [whole], '@odata.count': 'many' }),
      'body-unexpected',
      /has @odata\.count, which is not a count/,
    ],
    ...['@removed', '@odata.removed'].map((key): [string, string, UndeterminedCode, RegExp] => [
      `with an entry that is ${key} is refused`,
      entry({ ...whole, [key]: { reason: 'deleted' } }),
      'body-unexpected',
      /value\[0\] is marked as removed/,
    ]),
    [
      'with a key that comes twice is refused',
      '{"value":[],"value":[{"totalUserCount":9,"userRegistrationCounts":[]}]}',
      'body-unexpected',
      /gives a key of one object twice/,
    ],
    [
      'with a status whose count comes twice is refused',
      entry({ ...whole }).replace('"registrationCount":', '"registrationCount":9,"registrationCount":'),
      'body-unexpected',
      /gives a key of one object twice/,
    ],
    ...[
      ...['application/json-seq', 'application/jsonlines', 'text/json', 'application/problem+json'],
      ...['text/html; a=/json', 'application/json, text/html', 'x/json', 'json', ''],
    ].map((type): [string, string, UndeterminedCode, undefined, string] => [
      `of the type "${type}" is not JSON`,
      entry({ ...whole }),
      'body-not-json',
      undefined,
      type,
    ]),
    ['with an error and status 200 is an error', '{"error":{"code":"x"}}', 'body-is-error'],
    ['with an error beside a value is an error', '{"error":{"code":"x"},"value":[]}', 'body-is-error'],
    [
      'without a total is refused',
      entry({ userRegistrationCounts: mfa(1) }),
      'body-unexpected',
      /no totalUserCount/,
    ],
    [
      'without counts is refused',
      entry({ totalUserCount: 1 }),
      'body-unexpected',
      /no userRegistrationCounts/,
    ],
    [
      'with a status counted twice is refused',
      entry({ totalUserCount: 9, userRegistrationCounts: [...mfa(1), ...mfa(2)] }),
      'body-unexpected',
      /twice/,
    ],
    [
      'with a negative count is refused',
      entry({ totalUserCount: 1, userRegistrationCounts: mfa(-1) }),
      'body-unexpected',
    ],
    [
      'with a fraction is refused',
      entry({ totalUserCount: 1.5, userRegistrationCounts: mfa(1) }),
      'body-unexpected',
    ],
    [
      'with a count beyond exact integers is refused',
      entry({ totalUserCount: 1e21, userRegistrationCounts: mfa(1) }),
      'body-unexpected',
    ],
    [
      'with a count in words is refused',
      entry({ totalUserCount: 'many', userRegistrationCounts: mfa(1) }),
      'body-unexpected',
    ],
    ['that is a list is refused', '[]', 'body-unexpected'],
    ['that is null is refused', 'null', 'body-unexpected'],
    ['that is empty is not JSON', '', 'body-not-json'],
    ['that is HTML is not JSON', '<html></html>', 'body-not-json', undefined, 'text/html'],
    ['that is JSON by chance only is not believed', '{"value":[]}', 'body-not-json', undefined, 'text/html'],
  ]
  for (const [title, text, code, problem, contentType] of refused) {
    it(title, () => {
      assert.throws(
        () => parseRegistrationCounts(answer(text, contentType)),
        (error) => {
          assert.ok(error instanceof CouldNotRead)
          assert.equal(error.reason.code, code)
          if (problem !== undefined)
            assert.match('problem' in error.reason ? error.reason.problem : '', problem)
          return true
        },
      )
    })
  }

  it('is either read or refused by name, whatever JSON comes', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        try {
          parseRegistrationCounts(answer(text))
        } catch (error) {
          assert.ok(error instanceof CouldNotRead, String(error))
        }
      }),
    )
  })
})
