import { dirname, resolve } from 'node:path'
import type { TenantEntry } from '../schemas/tenants-document.ts'
import { type ReadText, readText } from './read-text.ts'
import { shortestPath } from './shortest-path.ts'
import { parseTenants } from './tenants-text.ts'

/** A tenant of the document, and where it stands there. */
export interface ListedTenant {
  readonly entry: TenantEntry
  /** `file:line`, for people. */
  readonly origin: string
  /** The folder that paths in the entry count from. */
  readonly directory: string
}

/** The tenants of the document at `path`, relative to `directory`. @throws ConfigurationError */
export function loadTenants(
  path: string,
  directory: string,
  read: ReadText = readText,
): readonly ListedTenant[] {
  const file = resolve(directory, path)
  const label = shortestPath(file, directory)
  const text = read(file, 'the tenants document', 'correct --tenants or MFA_GATE_TENANTS')
  const { value, locate } = parseTenants(text, label)
  return value.tenants.map((entry, index) => ({
    entry,
    origin: locate(['tenants', String(index)]) ?? label,
    directory: dirname(file),
  }))
}
