import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { EngineError, isMissing, messageOf } from '../engine-error.ts'
import type { Stop } from '../stops.ts'
import { AnalyzerClient } from './analyzer-client.ts'
import { Pack } from './pack.ts'
import { type PackSurroundings, startPack } from './pack-process.ts'
import { type PackConfig, parsePackConfig } from './policy-config.ts'

/** One `--policy-pack` with its `--policy-pack-config`. */
export interface PackRequest {
  readonly path: string
  readonly configFile: string | undefined
}

/** Starts all packs at once, as the CLI does, and configures them. Complaints about configuration are collected. */
export async function loadPacks(
  requests: readonly PackRequest[],
  surroundings: PackSurroundings,
  onStarted: (stop: Stop) => void,
): Promise<readonly Pack[]> {
  const loaded = await Promise.all(requests.map((request) => loadPack(request, surroundings, onStarted)))
  const complaints = loaded.flatMap((it) => it.complaints).sort()
  for (const message of complaints)
    surroundings.emit({ kind: 'logged', severity: 'error', message, stream: 0 })
  if (complaints.length > 0) throw new EngineError('validating policy config')
  return loaded.map((it) => it.pack)
}

async function loadPack(
  request: PackRequest,
  surroundings: PackSurroundings,
  onStarted: (stop: Stop) => void,
) {
  const config = await readConfig(request, surroundings.directory)
  const { path } = request
  const process = await startPack(path, surroundings)
  onStarted(() => process.child.stop())
  const client = await AnalyzerClient.connect(path, await process.port)
  onStarted(() => client.close())
  if (process.form === 'executable') {
    // For a directory it is the CLI's Node host that answers the handshake.
    await client.handshake(surroundings.engineAddress, dirname(resolve(surroundings.directory, path)))
  }
  await client.configureStack(surroundings.project)
  const pack = new Pack(path, process.version, client, await client.info())
  return { pack, complaints: await pack.configure(config) }
}

async function readConfig(
  { path, configFile }: PackRequest,
  directory: string,
): Promise<PackConfig | undefined> {
  if (configFile === undefined) return undefined
  const text = await readFile(resolve(directory, configFile), 'utf8').catch((error: unknown) => {
    const reason = isMissing(error) ? 'no such file or directory' : messageOf(error)
    throw new EngineError(`open ${configFile}: ${reason}`)
  })
  try {
    return parsePackConfig(path, text)
  } catch (error) {
    throw error instanceof SyntaxError ? new EngineError(`${configFile}: ${error.message}`) : error
  }
}
