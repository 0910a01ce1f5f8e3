import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { parse, resolve } from 'node:path'
import { inspect } from 'node:util'
import pg from 'pg'
import { parseLocation } from '../../src/history/location.ts'
import { Secret } from '../../src/identity/secret.ts'
import { transportOf } from '../../src/history/postgres/transport.ts'

describe('Where a history is kept', () => {
  it('is a file, relative to the directory', () => {
    assert.deepEqual(parseLocation(' kept/history.db ', '/home', '--history'), {
      kind: 'sqlite',
      file: resolve('/home/kept/history.db'),
      label: 'the history kept/history.db',
    })
  })

  const visible = [
    ['postgres://u:hunter2@db.example:5433/mfa?sslmode=require', 'db.example:5433/mfa'],
    ['postgresql://u@db.example/mfa?password=hunter2', 'db.example/mfa'],
    ['POSTGRES://db.example', 'db.example'],
    ['postgres:///mfa?host=/run/postgresql', '/run/postgresql/mfa'],
  ] as const
  for (const [text, place] of visible) {
    it(`is a database, shown as ${place}`, () => {
      const location = parseLocation(text, '/home', '--history')
      assert.equal(location.kind, 'postgres')
      assert.equal(location.label, `the history in PostgreSQL at ${place}`)
      assert.doesNotMatch(`${inspect(location)} ${JSON.stringify(location)}`, /hunter2/)
    })
  }

  const passwords = [
    ['postgres://u@db.example/mfa', 'p@ss%/?#'],
    ['postgres:///mfa?host=/run/postgresql', 'p@ss%/?#'],
    ['postgres://u:own@db.example/mfa', 'own'],
    ['postgres://u@db.example/mfa?password=own', 'own'],
  ] as const
  for (const [text, password] of passwords) {
    it(`is reached at ${text} with the password of the URL, else of the environment that was given`, () => {
      const location = parseLocation(text, '/home', '--history', { PGPASSWORD: 'p@ss%/?#' })
      assert.ok(location.kind === 'postgres')
      const { connectionString } = transportOf(location.url, '/')
      assert.equal(new pg.Client({ connectionString }).password, password)
      assert.doesNotMatch(`${inspect(location)} ${JSON.stringify(location)}`, /own@|p@ss/)
    })
  }

  const unclear = /not a URL that can be read in one way only; percent-encode/
  const noUrl = /looks like an address or a connection string, and is not a postgres:\/\/ URL/
  const refused = [
    ['', /is empty; name a file/],
    ['postgres:///mfa?password=hunter2', /names no host; write it/],
    ['postgres://u:hunter2@db example:x/y', unclear],
    ['postgres://bob:p@hunter2#1@host/db', unclear],
    ['postgres://bob:12?hunter2@host/db', unclear],
    ['postgres://bob:12/hunter2@host/db', unclear],
    ['postgres://bob:hunter2#@host/db', unclear],
    ['postgres://bob:a%hunter2@host/db', unclear],
    ['postgres://a%b/hunter2', unclear],
    ['postgres://bob:%E9hunter2@host/db', unclear],
    ['postgres://bob:hunter2@host:99999/db', unclear],
    ['postgres://bob:hunter2', unclear],
    ['postgres://host/hunter2/db', unclear],
    [String.raw`postgres://bob:hunter2\@host/db`, unclear],
    ['mysql://u:hunter2@db.example/x', noUrl],
    ['hunter2://db.example/x', noUrl],
    ['Host=db.example;Username=u;Password=hunter2', noUrl],
    ['Server=db.example; Pwd = hunter2', noUrl],
    ['host=db.example password=hunter2', noUrl],
    ['u:hunter2@db.example/mfa', noUrl],
    ['hunter2@db.example', noUrl],
    ['./u:hunter2@db.example/mfa', noUrl],
    ['postgres//u:hunter2@db.example/mfa', noUrl],
    ['postgres//db.example/hunter2', noUrl],
    ['postgres:u:hunter2@db.example', noUrl],
    ['postgres:/u/hunter2', noUrl],
    ['jdbc:postgresql://db.example/mfa?password=hunter2', noUrl],
    ['db.example/mfa?password=hunter2', noUrl],
  ] as const
  for (const [text, says] of refused) {
    it(`is refused for "${text.replace('hunter2', '…')}" without repeating any of it`, () => {
      assert.throws(
        () => parseLocation(text, '/home', 'MFA_GATE_HISTORY'),
        (error: Error) => says.test(error.message) && !/hunter2|bob|Server/.test(error.message),
      )
    })
  }

  const files = [
    'history.db',
    './a@b.db',
    '/data/x@y/history.db',
    'C:\\data\\history.db',
    'postgres/history.db',
    'a=b.db',
  ]
  for (const file of files) {
    it(`may be the file ${file}`, () => {
      assert.equal(parseLocation(file, '/home', '--history').kind, 'sqlite')
    })
  }

  const transports = [
    ['postgres://db.example/mfa', true],
    ['postgres://db.example/mfa?sslmode=verify-ca', true],
    ['postgres://db.example/mfa?sslmode=disable', false],
    ['postgres://127.0.0.1/mfa', false],
    ['postgres://[::1]/mfa', false],
    ['postgres://127.0.0.1.example/mfa', true],
    ['postgres://localhost/mfa?sslmode=require', true],
    ['postgres://%2Frun%2Fpostgresql/mfa', false],
    ['postgres:///mfa?host=/run/postgresql', false],
    ['postgres:///mfa?host=db.example', true],
    ['postgres://localhost/mfa?host=db.example', true],
  ] as const
  for (const [text, encrypted] of transports) {
    it(`is reached ${encrypted ? 'over verified TLS' : 'without TLS'} at ${text}`, () => {
      const { ssl, connectionString } = transportOf(new Secret(text), '/')
      // Said, so that NODE_TLS_REJECT_UNAUTHORIZED=0 does not turn it off.
      assert.deepEqual(ssl, encrypted ? { rejectUnauthorized: true } : false)
      assert.doesNotMatch(connectionString, /sslmode/)
    })
  }

  for (const parameter of [
    'sslmode=prefer',
    'sslmode=no-verify',
    'sslmode=',
    'ssl=0',
    'ssl=no-verify',
    'ssl=true',
  ]) {
    it(`is refused with ${parameter}, which would not verify the certificate or does not say so`, () => {
      const secret = new Secret(`postgres://db.example/mfa?${parameter}`)
      assert.throws(
        () => transportOf(secret, '/'),
        /TLS mode that is not offered; write sslmode=disable, require,/,
      )
    })
  }

  it('takes the certificate of a client from files', () => {
    const { dir, base } = parse(import.meta.filename)
    const file = encodeURIComponent(base)
    const { ssl, connectionString } = transportOf(
      new Secret(`postgres://db.example/mfa?sslcert=${file}&sslkey=${file}&sslrootcert=system`),
      dir,
    )
    const text = readFileSync(import.meta.filename, 'utf8')
    assert.deepEqual(ssl, { cert: text, key: text, rejectUnauthorized: true })
    assert.equal(connectionString, 'postgres://db.example/mfa')
  })
})
