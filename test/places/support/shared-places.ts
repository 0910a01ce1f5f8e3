import { buffer } from 'node:stream/consumers'
import pg from 'pg'
import { sharedPostgres } from '../../history/support/postgres-server.ts'
import { startAzurite } from './azurite.ts'

/** Somewhere to keep readings in, new and empty. */
export interface FreshPlace {
  /** What MFA_GATE_SNAPSHOT says of it. */
  readonly address: string
  /** The records that are there, as text by key. */
  records(): Promise<ReadonlyMap<string, string>>
  /** Whether somebody is reading. */
  leased(): Promise<boolean>
  /** Puts something else in place of a record, as whoever may write there could. */
  put(key: string, text: string): Promise<void>
}

export interface PlaceUnderTest {
  readonly name: string
  start(): Promise<StartedPlace | { readonly impossible: string }>
}

interface StartedPlace {
  fresh(): Promise<FreshPlace>
  /** An address where there is nothing of the kind. */
  absent(): Promise<string>
  /** Certificates to trust; empty: none. */
  readonly authority: string
  stop(): Promise<void>
}

/** Every suite about shared readings runs on each of them. */
export const sharedPlaces: readonly PlaceUnderTest[] = [
  {
    name: 'PostgreSQL',
    start: async () => {
      const server = await sharedPostgres()
      if ('impossible' in server) return server
      return {
        authority: '',
        fresh: async () => inDatabase(await server.freshDatabase()),
        absent: async () => (await server.freshDatabase()).replace(/[^/]+$/, 'no_such_database'),
        stop: () => Promise.resolve(),
      }
    },
  },
  {
    name: 'Azure Blob Storage',
    start: async () => {
      const azurite = await startAzurite()
      return {
        authority: azurite.authority,
        fresh: async () => {
          const container = await azurite.container()
          return {
            address: `${container.url}/prefix`,
            records: async () => {
              const found = new Map<string, string>()
              for await (const { name } of container.listBlobsFlat()) {
                const [, key] = /^prefix\/(\w+)\.json$/.exec(name) ?? []
                if (key === undefined) continue
                const { readableStreamBody } = await container.getBlobClient(name).download()
                if (readableStreamBody !== undefined)
                  found.set(key, (await buffer(readableStreamBody)).toString())
              }
              return found
            },
            leased: async () => {
              for await (const { properties } of container.listBlobsFlat())
                if (properties.leaseState === 'leased') return true
              return false
            },
            put: async (key, text) => {
              await container.uploadBlockBlob(`prefix/${key}.json`, text, Buffer.byteLength(text))
            },
          }
        },
        absent: async () => `${(await azurite.container()).url}-gone`,
        stop: () => azurite.stop(),
      }
    },
  },
]

function inDatabase(url: string): FreshPlace {
  const run = async (
    sql: string,
    values: readonly string[] = [],
  ): Promise<readonly { key: string; record: string }[]> => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    try {
      const { rows } = await client.query(sql, [...values])
      return rows as readonly { key: string; record: string }[]
    } finally {
      await client.end()
    }
  }
  return {
    address: url,
    records: async () => {
      const rows = await run('select key, record from mfa_gate_shared_readings where record is not null')
      return new Map(rows.map(({ key, record }) => [key, record]))
    },
    leased: async () => {
      const [there] = await run("select to_regclass('mfa_gate_shared_readings') as record")
      if (typeof there?.record !== 'string') return false
      return (await run('select key from mfa_gate_shared_readings where leased_until > now()')).length > 0
    },
    put: async (key, text) => {
      await run('update mfa_gate_shared_readings set record = $2 where key = $1', [key, text])
    },
  }
}
