import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sharedPostgres } from './postgres-server.ts'

/** A place to keep histories in, started for a suite. */
export interface Place {
  /** What `--history` says of a new one. */
  fresh(): Promise<string>
  stop(): Promise<void>
}

interface BackendUnderTest {
  readonly name: string
  start(): Promise<Place | { readonly impossible: string }>
}

/** Every suite about the history runs on each of them. */
export const backends: readonly BackendUnderTest[] = [
  {
    name: 'SQLite',
    start: async () => {
      const folder = mkdtempSync(join(tmpdir(), 'mfa-gate-history-'))
      let files = 0
      return {
        fresh: async () => join(folder, `history-${(files += 1)}.db`),
        stop: async () => rmSync(folder, { recursive: true }),
      }
    },
  },
  {
    name: 'PostgreSQL',
    start: async () => {
      const server = await sharedPostgres()
      return 'impossible' in server
        ? server
        : { fresh: () => server.freshDatabase(), stop: () => Promise.resolve() }
    },
  },
]

/** Describes the same behaviour of every backend; where one cannot run, its tests are skipped, and it says why. */
export function onEachBackend(
  title: string,
  tests: (fresh: () => Promise<string>, backend: string) => void,
): void {
  for (const { name, start } of backends) {
    describe(`${title} on ${name}`, () => {
      let place: Place | undefined
      before(async function () {
        const started = await start()
        if ('impossible' in started) {
          process.stderr.write(`SKIPPED: ${title} on ${name}: ${started.impossible}\n`)
          this.skip()
        }
        place = started
      })
      after(() => place?.stop())
      const fresh = async (): Promise<string> => {
        if (place === undefined) throw new TypeError('the backend has not been started')
        return place.fresh()
      }
      tests(fresh, name)
    })
  }
}
