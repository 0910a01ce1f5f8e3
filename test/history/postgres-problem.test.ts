import assert from 'node:assert/strict'
import { postgresProblem } from '../../src/history/postgres/postgres-problem.ts'

/** What pg and pg-pool say without a code, as their sources have it. */
const rows: readonly [message: string, messages: RegExp][] = [
  ['The server does not support SSL connections', /offers no TLS/],
  ['There was an error establishing an SSL connection', /offers no TLS/],
  ['timeout expired', /no server answers in time/],
  ['Connection terminated due to connection timeout', /no server answers in time/],
  ['timeout exceeded when trying to connect', /too slow for all that was asked of it at once/],
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
})
