// Runs the test files two at a time, and then, one by one, those that need the machine for themselves; closes with one
// line about all of them. Arguments name the files; without any it is every one.
import { globSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import Mocha from 'mocha'
import config from '../package.json' with { type: 'json' }
import closingLine from './closing-line.cjs'
import { mochaGlobalSetup } from './fresh-build.mjs'

const root = join(import.meta.dirname, '..')

/** They measure time or memory, or start a browser. */
const alone = new Set([
  'test/graph/id-set.test.ts',
  'test/history/stalled.test.ts',
  'test/report/html/seen.test.ts',
  'test/wire/metadata-probe.test.ts',
])

const given = process.argv.slice(2).map((file) => resolve(file))
const files =
  given.length > 0 ? given : globSync('test/**/*.test.ts', { cwd: root }).map((file) => join(root, file))
const isAlone = (file) => alone.has(relative(root, file).replaceAll('\\', '/'))

if (files.length === 0) throw new Error('there is no test file')
mochaGlobalSetup()
const runs = [
  await run(files.filter((file) => !isAlone(file)).toSorted(), 2),
  await run(files.filter(isAlone).toSorted(), 1),
]
process.stdout.write(closingLine(...runs))
if (runs.some(({ failures }) => failures > 0)) process.exitCode = 1

async function run(these, jobs) {
  if (these.length === 0) return { passes: 0, failures: 0, pending: 0 }
  const { timeout, forbidOnly } = config.mocha
  const mocha = new Mocha({ timeout, forbidOnly, reporter: 'spec', parallel: true, jobs })
  mocha.files = these
  return new Promise((done) => {
    const runner = mocha.run(() => done(runner.stats))
  })
}
