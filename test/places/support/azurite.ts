import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { StorageSharedKeyCredential, ContainerClient } from '@azure/storage-blob'
import { makeIdentity } from '../../../src/simulator/tenant/tls/certificate.ts'
import { trusting } from '../../support/run-cli.ts'

/** Microsoft's emulator of Azure Blob Storage, on loopback. */
export interface Azurite {
  /** A container of its own, as the owner of the account sees it. */
  container(): Promise<ContainerClient>
  readonly authority: string
  stop(): Promise<void>
}

const main = createRequire(import.meta.url).resolve('azurite/dist/src/blob/main.js')
/** Everybody's, as Microsoft documents. */
const account = 'devstoreaccount1'
const accountKey = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=='

export async function startAzurite(): Promise<Azurite> {
  const folder = mkdtempSync(join(tmpdir(), 'mfa-gate-azurite-'))
  const { key, chain, authority } = await makeIdentity()
  const fileOf = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }
  const child = spawn(
    process.execPath,
    [
      ...[main, '--blobHost', '127.0.0.1', '--blobPort', '0', '--inMemoryPersistence'],
      ...['--oauth', 'basic', '--cert', fileOf('chain.pem', chain), '--key', fileOf('key.pem', key)],
      ...['--skipApiVersionCheck', '--disableTelemetry'],
    ],
    { stdio: ['ignore', 'pipe', 'inherit'], cwd: folder },
  )
  const origin = await originOf(child)
  const authorityFile = fileOf('authority.pem', authority)
  const trusted = trusting(authorityFile)
  let containers = 0
  return {
    authority,
    container: async () => {
      const credential = new StorageSharedKeyCredential(account, accountKey)
      const client = new ContainerClient(`${origin}/${account}/box-${(containers += 1)}`, credential)
      await client.create()
      return client
    },
    stop: async () => {
      trusted[Symbol.dispose]()
      child.kill()
      await once(child, 'close')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function originOf(child: ChildProcess): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  let printed = ''
  // Read to the end, as it logs every request.
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    if (printed.length < 10_000) printed += text
    const [, origin] = /successfully listen\w* (?:at|on) (https:\/\/127\.0\.0\.1:\d+)/i.exec(printed) ?? []
    if (origin !== undefined) resolve(origin)
  })
  child.on('close', () => reject(new Error(`azurite did not start: ${printed}`)))
  return promise
}
