import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Place } from './place.ts'
import { type Outcome, refused } from './writing.ts'

/** A file that the gate reads. */
export interface Read {
  readonly what: string
  readonly args: (path: string) => readonly string[]
  readonly environment?: (path: string) => NodeJS.ProcessEnv
  /** A file that names it. */
  readonly named?: (path: string) => readonly [file: string, text: string]
}

const check = (): readonly string[] => ['check']
const noSecret = { AZURE_CLIENT_SECRET: undefined }

export const read: readonly Read[] = [
  { what: 'rules', args: (path) => ['check', '--rules', path] },
  {
    what: 'waivers',
    args: () => ['check', '--rules', 'waived.yaml'],
    named: (path) => [
      'waived.yaml',
      `rules: [{id: enough, measure: mfaRegistered, minimum: 95%}]\nwaiversFile: ${path}\n`,
    ],
  },
  { what: 'a saved snapshot', args: (path) => ['check', '--snapshot', path] },
  {
    what: 'the key of a snapshot',
    args: () => ['check', '--snapshot', 'kept.json'],
    environment: (path) => ({ MFA_GATE_SNAPSHOT_KEY: path }),
  },
  { what: 'a signing key', args: (path) => ['snapshot', '--output', 'out', '--sign', path] },
  { what: 'tenants', args: (path) => ['audit', '--tenants', path, '--history', 'audits.db'] },
  { what: 'a bundle to verify', args: (path) => ['evidence', 'verify', path] },
  { what: 'the key of a bundle', args: (path) => ['evidence', 'verify', 'kept.zip', '--key', path] },
  { what: 'a history', args: (path) => ['history', 'list', '--history', path] },
  { what: 'policy configuration', args: (path) => ['policy-config', path] },
  {
    what: 'a token file',
    args: check,
    environment: (path) => ({ ...noSecret, AZURE_FEDERATED_TOKEN_FILE: path }),
  },
  {
    what: 'a certificate',
    args: check,
    environment: (path) => ({ ...noSecret, AZURE_CLIENT_CERTIFICATE_PATH: path }),
  },
]

export const inputs = [
  ['a device without an end', '/dev/zero'],
  ['a device that waits', '/dev/tty'],
  ['a folder', '/'],
  ['a pipe that nobody writes', 'fifo'],
] as const

export async function readFrom(
  { args, environment, named }: Read,
  input: string,
  place: Place,
): Promise<Outcome> {
  const path = input === 'fifo' ? join(place.folder, 'fifo') : input
  if (input === 'fifo') execFileSync('mkfifo', [path])
  if (named !== undefined) {
    const [file, text] = named(path)
    writeFileSync(join(place.folder, file), text)
  }
  const ran = await place.run(args(path), environment?.(path))
  return { says: String(ran.exitCode), problem: refused(ran) }
}
