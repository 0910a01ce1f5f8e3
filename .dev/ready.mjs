// Makes a clone ready to run: installs what the lock file says when that has not been done, and builds, with the arguments
// that it is given. Runs on whatever Node is there, before anything is installed, so it is plain JavaScript without
// imports of ours.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const stamp = join(root, 'node_modules', '.entra-mfa-gate-installed')
const lock = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex')

if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) {
  // Through npm, whose scripts run on the Node that was installed, not on the one that runs this.
  run('Building', ['run', '--silent', 'build', '--', ...process.argv.slice(2)])
} else {
  run('Installing the locked dependencies and building (a minute or two)', [
    'ci',
    '--loglevel=error',
    '--no-fund',
    '--no-audit',
  ])
  writeFileSync(stamp, lock)
}

function run(title, args) {
  const started = Date.now()
  process.stderr.write(`${title} …\n`)
  const { status, error } = spawnSync('npm', args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  })
  if (status !== 0) {
    process.stderr.write(`${title}: failed${error ? ` (${error.message})` : ''}; see the lines above.\n`)
    process.exit(1)
  }
  process.stderr.write(`${title}: done in ${Math.round((Date.now() - started) / 1000)} s.\n`)
}
