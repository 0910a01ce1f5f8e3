import { existsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'
import { Kysely, sql } from 'kysely'
import { ConfigurationError } from '../../config/problem.ts'
import { asFileProblem, FileProblem } from '../../io/file-problem.ts'
import { otherKind } from '../../io/kind-of-file.ts'
import { makeFolder } from '../../io/make-folder.ts'
import { reasonOf } from '../../io/system-reason.ts'
import { refuseOther } from '../../io/target.ts'
import type { AccessMode, Backend } from '../backend.ts'
import type { Location } from '../location.ts'
import { sqliteTypes } from '../tables/column-types.ts'
import type { Tables } from '../tables/tables.ts'
import { NodeSqliteDialect } from './dialect.ts'
import { sqliteProblem, isSqliteError, resultCodes } from './sqlite-problem.ts'
import { loadNodeSqlite } from './node-sqlite.ts'

/** How long a writer waits for the others at most; a save takes milliseconds. Nothing else happens meanwhile. */
const longestWaitMs = 15_000

type SqliteLocation = Extract<Location, { kind: 'sqlite' }>

/** @throws ConfigurationError */
export function openSqlite({ file, label }: SqliteLocation, access: AccessMode, longest: number): Backend {
  const problemOf = (error: unknown) => sqliteProblem(error, label)
  let current = busyTimeout(longest)
  const database = open(file, label, { access, timeout: current })
  const db = new Kysely<Tables>({ dialect: new NodeSqliteDialect(database) })
  return {
    db,
    types: sqliteTypes,
    schema: async () => undefined,
    isMissingTable: (error) => isSqliteError(error) && error.message.startsWith('no such table'),
    problemOf,
    waitAtMost: (milliseconds) => {
      const timeout = busyTimeout(milliseconds)
      // Asked for every row of an export, of which there may be millions.
      if (timeout !== current) database.exec(`pragma busy_timeout = ${timeout}`)
      current = timeout
    },
    abandon: () => undefined,
    shrink: async () => {
      await sql`pragma incremental_vacuum`.execute(db)
    },
  }
}

function busyTimeout(milliseconds: number): number {
  return Math.floor(Math.min(longestWaitMs, milliseconds))
}

interface Opening {
  readonly access: AccessMode
  readonly timeout: number
}

function open(file: string, label: string, { access, timeout }: Opening): DatabaseSync {
  try {
    if (access !== 'write' && !existsSync(file)) throw new ConfigurationError([missing(label)])
    asFileProblem(() => refuseStream(file))
    return access === 'read' ? openToRead(file, timeout) : openToWrite(file, timeout)
  } catch (error) {
    const problem =
      error instanceof ConfigurationError ? undefined : (sqliteProblem(error, label) ?? unmade(error, label))
    throw problem === undefined ? error : new ConfigurationError([problem])
  }
}

function missing(label: string): string {
  return `${label} is not there; check the path, or save a first assessment with check --history or audit --history`
}

function unmade(error: unknown, label: string): string {
  return `${label} cannot be opened (${error instanceof FileProblem ? error.reason : reasonOf(error)}); correct the path`
}

function openToWrite(file: string, timeout: number): DatabaseSync {
  // SQLite would follow a link, and make the file that it leads to.
  asFileProblem(() => refuseOther(file))
  makeFolder(dirname(file))
  const { DatabaseSync } = loadNodeSqlite()
  const database = new DatabaseSync(file, { timeout })
  return tried(database, () => {
    refuseForeign(database)
    // Must come before the first table; lets a prune give room back without rewriting the file.
    database.exec('pragma auto_vacuum = incremental')
    // Readers and a writer do not wait for each other; what was committed is whole after a kill.
    database.exec('pragma journal_mode = wal')
    database.exec('pragma synchronous = full')
  })
}

/** @throws FileProblem for a pipe or a device, which SQLite would wait for */
function refuseStream(file: string): void {
  const found = statSync(file, { throwIfNoEntry: false })
  const other = found === undefined ? undefined : otherKind(found)
  if (other !== undefined) throw new FileProblem(other)
}

/** @throws FileProblem where there are tables, and none of ours: whoever made them has not asked for more */
function refuseForeign(database: DatabaseSync): void {
  const tables = database
    .prepare("select name from sqlite_schema where type = 'table' and name not like 'sqlite^_%' escape '^'")
    .all()
  if (tables.length === 0 || tables.some(({ name }) => String(name).startsWith('mfa_gate_'))) return
  throw new FileProblem('it is a database of another program, so name another file')
}

function openToRead(file: string, timeout: number): DatabaseSync {
  const { DatabaseSync } = loadNodeSqlite()
  try {
    const database = new DatabaseSync(file, { timeout, readOnly: true })
    return tried(database, () => database.exec('pragma schema_version'))
  } catch (error) {
    if (!needsIndexFile(error) || holdsMoreThanTheFile(file)) throw error
    // A copy where nothing may be written: nobody changes it, so it is read without the index of the journal.
    const url = pathToFileURL(file)
    url.search = 'immutable=1'
    return new DatabaseSync(url, { readOnly: true })
  }
}

function needsIndexFile(error: unknown): boolean {
  if (!isSqliteError(error)) return false
  const code = error.errcode & 0xff
  return code === resultCodes.cannotOpen || code === resultCodes.readOnly
}

/** Saves that are still in the journal beside it. */
function holdsMoreThanTheFile(file: string): boolean {
  return existsSync(`${file}-wal`) && statSync(`${file}-wal`).size > 0
}

function tried(database: DatabaseSync, first: () => void): DatabaseSync {
  try {
    first()
    return database
  } catch (error) {
    database.close()
    throw error
  }
}
