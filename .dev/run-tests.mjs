// Runs the test files, as many at a time as there are cores; then those with a browser, and, one by one, those that need
// the machine for themselves. Says after each file how far it is; closes with every failure, and one line about all of them. Arguments name the files; without any
// it is every one.
import { chmodSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import Mocha from 'mocha'
import config from '../package.json' with { type: 'json' }
import closingLine from './closing-line.cjs'
import { mochaGlobalSetup } from './fresh-build.mjs'
import Progress from './progress.cjs'

const root = join(import.meta.dirname, '..')
const cache = join(root, 'node_modules/.cache')
const durationsFile = join(cache, 'test-durations.json')

/** They measure time or memory. */
const alone = new Set([
  'test/graph/id-set.test.ts',
  'test/history/stalled.test.ts',
  'test/wire/metadata-probe.test.ts',
])
/** They start a browser, which waits only so long. */
const browsers = new Set(['test/report/html/seen.test.ts', 'test/site/site.test.ts'])
const isMixed = (name) => !alone.has(name) && !browsers.has(name)

/** What takes long is begun first, so that nothing long is left when all else is done; by the latest run where it is known. */
const longest = /^test\/(e2e|recipes)\//
const durations = readDurations()
const weight = (name) => durations[name] ?? (longest.test(name) ? 60_000 : 1_000)

const given = process.argv.slice(2).map((file) => resolve(file))
const files = (
  given.length > 0 ? given : globSync('test/**/*.test.ts', { cwd: root }).map((file) => join(root, file))
).map(nameOf)
if (files.length === 0) throw new Error('there is no test file')

// Compiled code is kept from process to process, of which the tests start hundreds.
process.env.NODE_COMPILE_CACHE ??= join(cache, 'node')
// Whatever a test that is ended leaves behind goes with it; a PostgreSQL runs there as another user.
const scratch = mkdtempSync(join(tmpdir(), 'run-tests-'))
chmodSync(scratch, 0o755)
process.env.TMPDIR = scratch
process.env.LATE_TEST_ERRORS = join(scratch, 'late')
let isDone = false
process.on('exit', () => {
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5 })
  if (!isDone) process.exitCode = 1
})
mochaGlobalSetup()

const jobs = Math.max(2, availableParallelism())
const known = files.every((name) => durations[name] !== undefined)
// What a file takes on average where nobody has measured it yet.
const guessed = files.reduce((sum, name) => sum + (durations[name] ?? 6_000), 0) / jobs
process.stdout.write(
  `${files.length} test ${files.length === 1 ? 'file' : 'files'}, ${jobs} at a time${known ? `, about ${Progress.shown(guessed)}` : `, roughly ${Progress.shown(guessed)}: the next run knows better`}\n`,
)
const progress = { total: files.length, files: new Map(), failures: [] }
const byWeight = files.toSorted((one, other) => weight(other) - weight(one))
const runs = [
  await run(byWeight.filter(isMixed), jobs),
  await run(
    byWeight.filter((name) => browsers.has(name)),
    jobs,
  ),
]
// With one job mocha runs all files as one.
for (const name of byWeight.filter((name) => alone.has(name))) runs.push(await run([name], 1))
for (const { file, ...error } of lateErrors()) {
  progress.failures.push({ name: nameOf(file ?? '?'), title: 'after its tests', error })
}
for (const name of files) {
  if (progress.files.has(name)) continue
  progress.failures.push({ name, error: { message: 'it has no test, or did not come to one' } })
}
writeDurations()
process.stdout.write(Progress.failures(progress.failures, root))
const counted = runs.reduce((sum, { failures }) => sum + failures, 0)
process.stdout.write(
  closingLine(...runs, { passes: 0, failures: progress.failures.length - counted, pending: 0 }),
)
isDone = true
if (progress.failures.length > 0) process.exitCode = 1

async function run(names, jobs) {
  if (names.length === 0) return { passes: 0, failures: 0, pending: 0 }
  const { timeout, forbidOnly } = config.mocha
  const mocha = new Mocha({
    timeout,
    forbidOnly,
    require: [join(import.meta.dirname, 'late-errors.mjs')],
    reporter: Progress,
    reporterOptions: { root, progress },
    parallel: true,
    jobs,
  })
  mocha.files = names.map((name) => join(root, name))
  return new Promise((done) => {
    const runner = mocha.run(() => done(runner.stats))
  })
}

function nameOf(file) {
  return relative(root, file).replaceAll('\\', '/')
}

function lateErrors() {
  try {
    return readFileSync(process.env.LATE_TEST_ERRORS, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line))
  } catch {
    return []
  }
}

function readDurations() {
  try {
    return JSON.parse(readFileSync(durationsFile, 'utf8'))
  } catch {
    return {}
  }
}

function writeDurations() {
  const taken = [...progress.files]
    .filter(([name]) => name.startsWith('test/'))
    .map(([name, { milliseconds }]) => [name, Math.round(milliseconds)])
  if (taken.length === 0) return
  mkdirSync(dirname(durationsFile), { recursive: true })
  writeFileSync(durationsFile, JSON.stringify({ ...durations, ...Object.fromEntries(taken) }, null, 1))
}
