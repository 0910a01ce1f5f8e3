import assert from 'node:assert/strict'
import pg from 'pg'
import { scenarioFromOptions, startTenant } from '../../../src/simulator/tenant/index.ts'
import { type PostgresServer, startPostgres } from '../../history/support/postgres-server.ts'
import { runCli } from '../../support/run-cli.ts'
import { cleanEnvironment } from '../../support/run-process.ts'

interface Asked {
  readonly clients: number
  readonly maxConnections: number
  /** Connections that others keep all the while. */
  readonly taken: number
}

export interface CrowdProof extends Asked {
  readonly reads: number
  readonly seconds: number
  /** How often a connection of ours was asked for when there was none: of so many that looked, this many were refused. */
  readonly looked: number
  readonly refused: number
}

/**
 * Checks that all begin at once share one reading through a server that has fewer connections than there are checks: each has
 * its answer. Undefined where there can be no server. @throws AssertionError
 */
export async function proveCrowd(asked: Asked): Promise<CrowdProof | undefined> {
  const { clients, maxConnections, taken } = asked
  const server = await startPostgres({ max_connections: String(maxConnections) })
  if ('impossible' in server) return undefined
  await using tenant = await startTenant(scenarioFromOptions({ population: 1_000, registered: 960 }))
  const others: pg.Client[] = []
  try {
    const address = await asRole(server)
    for (let one = 0; one < taken; one += 1) others.push(await connected(address))
    const environment = {
      ...{ ...cleanEnvironment(), ...tenant.environment },
      ...{ MFA_GATE_SNAPSHOT: address, MFA_GATE_TIMEOUT: '20m' },
    }
    const watch = watching(address)
    const started = performance.now()
    const runs = await Promise.all(Array.from({ length: clients }, () => runCli(['check'], environment)))
    const seconds = (performance.now() - started) / 1_000
    const { looked, refused } = await watch.end()
    for (const { exitCode, stdout } of runs) assert.equal(exitCode, 0, stdout)
    const reads = tenant.requests.filter(({ path }) => path.startsWith('/beta/')).length
    assert.equal(reads, 1)
    return { ...asked, reads, seconds, looked, refused }
  } finally {
    await Promise.all(others.map((client) => client.end()))
    await server.stop()
  }
}

/** Without the connections that are kept for superusers. */
async function asRole(server: PostgresServer): Promise<string> {
  const url = new URL(await server.freshDatabase())
  const database = url.pathname.slice(1)
  await server.run(
    `create role gate login password 'p'; create schema gate authorization gate; alter role gate set search_path = gate`,
    database,
  )
  url.username = 'gate'
  url.password = 'p'
  return url.href
}

async function connected(address: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: address })
  await client.connect()
  return client
}

/** Asks for a connection now and then, to see how often there is none. */
function watching(address: string): { end(): Promise<{ looked: number; refused: number }> } {
  const found = { looked: 0, refused: 0 }
  let going = true
  const look = async (): Promise<void> => {
    while (going) {
      const client = new pg.Client({ connectionString: address })
      client.on('error', () => undefined)
      found.looked += 1
      await client.connect().catch((error: unknown) => {
        if (error instanceof Error && 'code' in error && error.code === '53300') found.refused += 1
      })
      await client.end().catch(() => undefined)
    }
  }
  const looking = look()
  return {
    end: async () => {
      going = false
      await looking
      return found
    },
  }
}
