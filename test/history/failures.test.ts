import assert from 'node:assert/strict'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { ConfigurationError } from '../../src/config/problem.ts'
import type { AccessMode } from '../../src/history/backend.ts'
import { parseLocation } from '../../src/history/location.ts'
import { openHistory } from '../../src/history/open-history.ts'
import { recordAssessment } from '../../src/history/record-assessment.ts'
import { sqliteProblem, resultCodes } from '../../src/history/sqlite/sqlite-problem.ts'
import { type PostgresServer, startPostgres } from './support/postgres-server.ts'
import { reportWith } from './support/reports.ts'

const nobody = 65_534

async function keepOne(place: string, access: AccessMode = 'write'): Promise<void> {
  const history = await openHistory(parseLocation(place, process.cwd(), '--history'), access)
  try {
    await recordAssessment(history, await reportWith())
  } finally {
    await history.close()
  }
}

async function countLines(place: string): Promise<number> {
  const history = await openHistory(parseLocation(place, process.cwd(), '--history'), 'read')
  try {
    return (await history.list()).length
  } finally {
    await history.close()
  }
}

/** The one sentence that a user gets. */
async function sentenceOf(run: () => Promise<unknown>): Promise<string> {
  try {
    await run()
  } catch (error) {
    assert.ok(error instanceof ConfigurationError, String(error))
    assert.equal(error.problems.length, 1)
    return error.message
  }
  return assert.fail('it was accepted')
}

/** Root may write anywhere, so that what is read-only is tried as somebody else. */
async function asNobody<T>(run: () => Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0) return run()
  process.seteuid?.(nobody)
  try {
    return await run()
  } finally {
    process.seteuid?.(0)
  }
}

const newer = "insert into mfa_gate_migration values ('9999-later', '2030-01-01T00:00:00.000Z')"

describe('A history in a file', () => {
  let folder: string
  let file: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'mfa-gate-history-'))
    chmodSync(folder, 0o755)
    file = join(folder, 'history.db')
  })
  afterEach(() => {
    chmodSync(folder, 0o755)
    rmSync(folder, { recursive: true })
  })

  it('is made with the folders that lead to it', async () => {
    const deep = join(folder, 'a/b/history.db')
    await keepOne(deep)
    assert.equal(await countLines(deep), 2)
  })

  for (const access of ['read', 'change'] as const) {
    it(`is not made to ${access}`, async () => {
      assert.match(
        await sentenceOf(() => keepOne(file, access)),
        /history\.db is not there; check the path, or save/,
      )
    })
  }

  it('is none when the file is something else', async () => {
    writeFileSync(file, 'what somebody wrote down, long enough to be taken for a header '.repeat(20))
    for (const access of ['read', 'write'] as const)
      assert.match(
        await sentenceOf(() => keepOne(file, access)),
        /it is not a SQLite database; name another file/,
      )
  })

  it('is none yet when the file is empty', async () => {
    writeFileSync(file, '')
    assert.match(await sentenceOf(() => countLines(file)), /holds no history yet; save a first assessment/)
  })

  it('cannot be a folder, nor lie in a file', async () => {
    assert.match(
      await sentenceOf(() => keepOne(folder)),
      /cannot be opened \(it is a directory\); correct the path/,
    )
    writeFileSync(join(folder, 'file'), '')
    assert.match(
      await sentenceOf(() => keepOne(join(folder, 'file/history.db'))),
      /part of its path is a file/,
    )
  })

  it('is left alone when a newer gate has changed it', async () => {
    await keepOne(file)
    const database = new DatabaseSync(file)
    database.exec(newer)
    database.close()
    for (const access of ['read', 'write'] as const)
      assert.match(
        await sentenceOf(() => keepOne(file, access)),
        /written by a newer mfa-gate .*9999-later.*; update/,
      )
  })

  it('that is read-only is read, and says so when it should be written', async () => {
    await keepOne(file)
    chmodSync(file, 0o444)
    chmodSync(folder, 0o555)
    await asNobody(async () => {
      assert.equal(await countLines(file), 2)
      assert.match(await sentenceOf(() => keepOne(file)), /it is read-only; correct the permissions/)
    })
  })

  it('is not read without the saves that lie beside it', async () => {
    await keepOne(file)
    chmodSync(file, 0o444)
    writeFileSync(`${file}-wal`, 'not all of it')
    chmodSync(`${file}-wal`, 0)
    chmodSync(folder, 0o555)
    const printed = await asNobody(() => sentenceOf(() => countLines(file)))
    assert.match(printed, /cannot be opened or made there/)
  })

  it('says what to do about each code that people can do something about', () => {
    for (const code of Object.values(resultCodes)) {
      // The upper bits say in which corner of SQLite it happened.
      for (const errcode of [code, code | 0x700]) {
        const printed = sqliteProblem(Object.assign(new Error('x'), { errcode }), 'the history h')
        assert.match(printed ?? '', /^the history h cannot be used: .+; .+/)
        assert.doesNotMatch(printed ?? '', /code/)
      }
    }
  })
})

describe('A history in PostgreSQL', () => {
  let server: PostgresServer
  let url: string
  before(async function () {
    const started = await startPostgres()
    if ('impossible' in started) {
      process.stderr.write(`SKIPPED: the failures of PostgreSQL: ${started.impossible}\n`)
      return this.skip()
    }
    server = started
  })
  after(() => (server as PostgresServer | undefined)?.stop())
  beforeEach(async () => (url = await server.freshDatabase()))

  const changed = (change: (url: URL) => void): string => {
    const other = new URL(url)
    change(other)
    return other.href
  }
  const parameter = (name: string, value: string): string =>
    changed(({ searchParams }) => searchParams.set(name, value))

  const rows: readonly (readonly [title: string, place: () => string, says: RegExp])[] = [
    [
      'a wrong password',
      () => changed((to) => (to.password = 'hunter2')),
      /the password is not right; correct it in the URL or in PGPASSWORD/,
    ],
    ['no password', () => changed((to) => (to.password = '')), /it asks for a password; give one/],
    [
      'another database',
      () => changed((to) => (to.pathname = '/other')),
      /there is no such database; create it/,
    ],
    [
      'a port where nobody listens',
      () => changed((to) => (to.port = '1')),
      /no server answers there; start it/,
    ],
    ['a host that is not there', () => changed((to) => (to.hostname = 'history.invalid')), /name|looked up/],
    ['TLS by an unknown authority', () => parameter('sslmode', 'require'), /authority .*sslrootcert/],
    [
      'a TLS mode that is not offered',
      () => parameter('sslmode', 'prefer'),
      /write sslmode=disable, require,/,
    ],
    [
      'an authority file that is not there',
      () => parameter('sslrootcert', 'none.pem'),
      /none\.pem .*correct sslrootcert/,
    ],
  ]
  for (const [title, place, says] of rows) {
    it(`says what is wrong with ${title}, and no password`, async () => {
      const printed = await sentenceOf(() => keepOne(place()))
      assert.match(printed, says)
      assert.doesNotMatch(printed, /hunter2|password%20|the password of/)
    })
  }

  it('is reached over TLS when the authority is known', async () => {
    const place = changed(({ searchParams }) => {
      searchParams.set('sslmode', 'verify-full')
      searchParams.set('sslrootcert', server.authorityFile)
    })
    await keepOne(place)
    assert.equal(await countLines(place), 2)
  })

  it('is refused over a connection that the server does not encrypt', async () => {
    const plain = await answering((socket) => socket.once('data', () => socket.end('N')))
    try {
      const place = `postgres://u:hunter2@127.0.0.1:${(plain.address() as AddressInfo).port}/d?sslmode=require`
      assert.match(await sentenceOf(() => keepOne(place)), /the server offers no TLS; turn it on there/)
    } finally {
      plain.close()
    }
  })

  it('is none yet while nothing was saved', async () => {
    assert.match(await sentenceOf(() => countLines(url)), /holds no history yet; save a first assessment/)
  })

  it('is left alone when a newer gate has changed it', async () => {
    await keepOne(url)
    await server.run(newer, new URL(url).pathname.slice(1))
    for (const access of ['read', 'write'] as const)
      assert.match(await sentenceOf(() => keepOne(url, access)), /written by a newer mfa-gate/)
  })

  it('is kept apart from that of another schema in the same database', async () => {
    await keepOne(url)
    const database = new URL(url).pathname.slice(1)
    await server.run('create schema other', database)
    const other = parameter('options', '-c search_path=other')
    assert.match(await sentenceOf(() => countLines(other)), /holds no history yet/)
    await keepOne(other)
    await keepOne(other)
    assert.deepEqual([await countLines(url), await countLines(other)], [2, 4])
  })

  it('needs the rights that the page names, and no more', async () => {
    const database = new URL(url).pathname.slice(1)
    await server.run(`create role reader_${database} login password 'secret1'`)
    await server.run(`create role writer_${database} login password 'secret1'`)
    const as = (role: string): string =>
      changed((to) => {
        to.username = `${role}_${database}`
        to.password = 'secret1'
      })
    assert.match(await sentenceOf(() => keepOne(as('writer'))), /the user lacks a right/)
    await keepOne(url)
    await server.run(`grant select on all tables in schema public to reader_${database}`, database)
    await server.run(
      `grant select, insert, update, delete on all tables in schema public to writer_${database}`,
      database,
    )
    await keepOne(as('writer'))
    assert.equal(await countLines(as('reader')), 4)
    assert.match(await sentenceOf(() => keepOne(as('reader'))), /the user lacks a right/)
  })

  it('says in one sentence that the server went away', async () => {
    const history = await openHistory(parseLocation(url, process.cwd(), '--history'), 'write')
    await server.run(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'mfa-gate'",
    )
    const database = new URL(url).pathname.slice(1)
    await server.run(`drop database ${database} with (force)`)
    assert.match(
      await sentenceOf(() => history.list()),
      /there is no such database|was shut down|connection broke/,
    )
    await history.close()
  })
})

async function answering(answer: (socket: Socket) => void): Promise<Server> {
  const server = createServer(answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return server
}
