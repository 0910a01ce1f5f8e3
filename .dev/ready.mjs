// Makes a clone ready to run: installs what the lock file says and builds, when that has not been done or is out of
// date. Runs on whatever Node is there, before anything is installed, so it is plain JavaScript without imports of ours.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const stamp = join(root, 'node_modules', '.entra-mfa-gate-installed')

function run(title, command, args) {
  const started = Date.now()
  process.stderr.write(`${title} …\n`)
  const shell = process.platform === 'win32'
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell,
  })
  if (status !== 0) {
    process.stderr.write(`${title} failed${error ? ` (${error.message})` : ''}; see the lines above.\n`)
    process.exit(1)
  }
  process.stderr.write(`${title}: done in ${Math.round((Date.now() - started) / 1000)} s\n`)
}

const lock = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex')
const installed = existsSync(stamp) && readFileSync(stamp, 'utf8') === lock
if (!installed) {
  run('Installing dependencies (npm ci; some minutes on a slow network)', 'npm', [
    'ci',
    '--ignore-scripts=false',
    '--loglevel=error',
    '--no-fund',
    '--no-audit',
    '--progress=true',
  ])
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, lock)
}
// Through npm, whose scripts run on the Node that was just installed, not on the one that runs this.
run('Building', 'npm', ['run', '--silent', 'build'])
