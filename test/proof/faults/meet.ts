import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startTenant } from '../../../src/simulator/tenant/index.ts'
import { projectDirectory } from '../../support/run-process.ts'
import type { Run, Way } from './job.ts'
import { environmentAt, type FaultName, placeOf, places, rulesAt, scenarioWith } from './places.ts'
import type { Runner } from './pool.ts'

/** What the gate has for sign-in, requests and retries together. */
export const timeoutMs = 4_000

/** A folder with a program to preview. */
export function makeProject(): { readonly directory: string } & Disposable {
  const directory = mkdtempSync(join(tmpdir(), 'mfa-gate-proof-'))
  const write = (name: string, text: string): void => writeFileSync(join(directory, name), text)
  const program = JSON.stringify(join(projectDirectory, 'test/fixtures/landing-zone.mjs'))
  write('Pulumi.yaml', 'name: proof\nruntime:\n  name: nodejs\n  options:\n    typescript: false\n')
  write('package.json', '{ "name": "proof", "type": "module", "main": "index.js" }')
  write('index.js', `await import(${program})\n`)
  for (const place of places) write(`${place}.yaml`, rulesAt(place))
  symlinkSync(join(projectDirectory, 'node_modules'), join(directory, 'node_modules'))
  return { directory, [Symbol.dispose]: () => rmSync(directory, { recursive: true, force: true }) }
}

/** Has the gate meet a fault in one of the ways. */
export async function meet(name: FaultName, way: Way, pool: Runner, directory: string): Promise<Run> {
  const file = join(directory, `${placeOf(name)}.yaml`)
  await using tenant = await startTenant(scenarioWith(name))
  const run = await pool.run({
    way,
    directory,
    environment: { ...environmentAt(name, tenant), MFA_GATE_RULES: file, MFA_GATE_TIMEOUT: `${timeoutMs}ms` },
  })
  const secret = tenant.environment['AZURE_CLIENT_SECRET'] ?? '?'
  const carried = tenant.requests.filter(({ path, bearer }) => bearer && path.startsWith('/elsewhere'))
  const leaks = [
    ...(run.output.includes(secret) ? ['the secret is printed'] : []),
    ...(/eyJ[\w-]{20,}\.[\w-]{20,}/.test(run.output) ? ['a token is printed'] : []),
    ...(carried.length > 0 ? ['a token was carried off'] : []),
  ]
  return leaks.length === 0 ? run : { ...run, exitCode: null, output: `${leaks.join('; ')}\n${run.output}` }
}
