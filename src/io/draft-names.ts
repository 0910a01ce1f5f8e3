import { randomBytes } from 'node:crypto'
import { lstatSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const form = /^\.mfa-gate-[0-9a-f]{32}\.part$/

/** Longer than anything is written. */
const abandonedAfterMs = 86_400_000

/** A name that no other writer has and nobody can guess. */
export function draftName(): string {
  return `.mfa-gate-${randomBytes(16).toString('hex')}.part`
}

/** Removes drafts of processes that were killed a day ago or more, since they may name people. */
export function sweepDrafts(folder: string): void {
  for (const name of namesIn(folder)) {
    if (form.test(name)) sweep(join(folder, name))
  }
}

function sweep(path: string): void {
  try {
    const found = lstatSync(path)
    if (found.isFile() && Date.now() - found.mtimeMs > abandonedAfterMs) rmSync(path)
  } catch {
    // Somebody else's, or gone already.
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    // A folder may be written to and not be listed.
    return []
  }
}
