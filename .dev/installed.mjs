// Remembers for which lock file a clone was installed. Plain JavaScript: it runs on whatever Node is there.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const stamp = (root) => join(root, 'node_modules', '.entra-mfa-gate-installed')

const lockOf = (root) =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')

export function isInstalled(root) {
  return existsSync(stamp(root)) && readFileSync(stamp(root), 'utf8') === lockOf(root)
}

export function markInstalled(root) {
  writeFileSync(stamp(root), lockOf(root))
}
