import { ConfigurationError } from '../config/problem.ts'
import type { AccessMode, Backend } from './backend.ts'
import type { History } from './history.ts'
import type { Location } from './location.ts'
import { historyOn } from './history-on.ts'
import { inTime } from './in-time.ts'
import { migrate, schemaState } from './tables/migrate.ts'

/**
 * Opens a history, brought up to date when it is opened to write; the caller closes it. `time` says, whenever it is
 * asked, how long the next step may take.
 * @throws ConfigurationError when it cannot be opened, is none, or is newer than this gate
 */
export async function openHistory(
  location: Location,
  access: AccessMode,
  time: () => number = () => longestStepMs,
): Promise<History> {
  const backend =
    location.kind === 'sqlite'
      ? (await import('./sqlite/open-sqlite.ts')).openSqlite(location, access, time())
      : (await import('./postgres/open-postgres.ts')).openPostgres(location)
  try {
    await inTime(() => prepare(backend, location.label, access), time(), backend.abandon)
    return historyOn(backend, time)
  } catch (error) {
    await backend.db.destroy().catch(() => undefined)
    const problem = backend.problemOf(error)
    throw problem === undefined ? error : new ConfigurationError([problem])
  }
}

/** Pruning years takes seconds; a server that has stopped answering must not hold a pipeline for hours. */
const longestStepMs = 120_000

async function prepare(backend: Backend, label: string, access: AccessMode): Promise<void> {
  const state = await schemaState(backend.db, label, (error) => backend.isMissingTable(error))
  if (state === 'current') return
  if (access === 'write' || (access === 'change' && state === 'older'))
    return migrate(backend.db, backend.types, await backend.schema())
  throw new ConfigurationError([
    state === 'none'
      ? `${label} holds no history yet; save a first assessment with check --history or audit --history`
      : `${label} was written by an older mfa-gate; a save with this one brings it up to date`,
  ])
}
