import assert from 'node:assert/strict'
import { isPassing, postgresProblem } from '../../src/history/postgres/postgres-problem.ts'

/** What pg and pg-pool say without a code, as their sources have it. */
const rows: readonly [message: string, messages: RegExp][] = [
  ['The server does not support SSL connections', /offers no TLS/],
  ['There was an error establishing an SSL connection', /offers no TLS/],
  ['timeout expired', /no server answers in time/],
  ['Connection terminated due to connection timeout', /no server answers in time/],
  ['timeout exceeded when trying to connect', /too slow for so many requests at once/],
  ['Query read timeout', /stopped answering/],
  ['Connection terminated unexpectedly', /the connection broke/],
  ['Client has encountered a connection error and is not queryable', /the connection broke/],
  ['Client was closed and is not queryable', /the connection broke/],
]

describe('What goes wrong with PostgreSQL is no defect', () => {
  for (const [message, messages] of rows) {
    it(`where its library says: ${message}`, () => {
      assert.match(postgresProblem(new Error(message), 'the history') ?? '', messages)
    })
  }

  it('but what nobody knows is', () =>
    assert.equal(postgresProblem(new Error('unexpected condition'), 'x'), undefined))

  it('and is asked again by itself where the server comes back, or the connection alone broke', () => {
    const coded = (code: string) => Object.assign(new Error('x'), { code })
    for (const [message] of rows)
      assert.equal(
        isPassing(new Error(message)),
        /timeout expired|terminated|Query read|queryable/.test(message),
      )
    for (const code of ['57P01', '57P02', '57P03', '08006', '53300', 'ECONNRESET', 'EPIPE'])
      assert.ok(isPassing(coded(code)), code)
    for (const code of ['28P01', '3D000', '42501', 'ECONNREFUSED']) assert.ok(!isPassing(coded(code)), code)
  })
})
