import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cleanEnvironment, projectDirectory, runProcess } from '../support/run-process.ts'

interface Row {
  readonly title: string
  /** The files of a run, each the text of one. */
  readonly files: readonly string[]
  readonly says: readonly RegExp[]
  readonly closing: string
  readonly exitCode?: number
}

const good = `describe('good', () => { it('passes', () => undefined); it.skip('is skipped', () => undefined) })`
const test = (body: string): string => `describe('one', () => { it('goes wrong', () => { ${body} }) })`

const rows: readonly Row[] = [
  {
    title: 'is green where all pass, and says how far it is',
    files: [good, good],
    says: [
      /^2 test files, \d+ at a time, roughly \d+ s: the next run knows better$/m,
      /^\[1\/2\] ✓ .*\.mjs: 1 passed, 1 skipped, 0 s$/m,
      /^\[2\/2\] ✓/m,
    ],
    closing: '2 passed, 0 failed, 2 skipped',
    exitCode: 0,
  },
  {
    title: 'tells a failure at the end, with its file and the assertion',
    files: [good, `import assert from 'node:assert/strict'; ${test("assert.equal('given', 'wanted')")}`],
    says: [
      /^\[\d\/2\] ✗ .*1\.test\.mjs: 0 passed, 1 failed, 0 s$/m,
      /^1\) .*1\.test\.mjs: one › goes wrong\n {3}Expected values to be strictly equal:/m,
      /'given' !== 'wanted'/,
    ],
    closing: '1 passed, 1 failed, 1 skipped',
  },
  {
    title: 'is not green where a test ends the process, and runs the files behind it',
    files: [test('process.exit(0)'), good, good],
    says: [/^\d\) .*0\.test\.mjs: .*\n.*terminated/m],
    closing: '2 passed, 1 failed, 2 skipped',
  },
  {
    title: 'is not green where a file ends the process while it is loaded',
    files: ['process.exit(0)'],
    says: [/^1\) .*0\.test\.mjs: .*\n.*terminated/m],
    closing: '0 passed, 1 failed, 0 skipped',
  },
  {
    title: 'is not green where the process is killed',
    files: [test("process.kill(process.pid, 'SIGKILL'); while (true);"), good],
    says: [/^\d\) .*0\.test\.mjs: .*\n.*terminated/m],
    closing: '1 passed, 1 failed, 1 skipped',
  },
  {
    title: 'is not green where a file throws while it is loaded',
    files: [good, "throw new Error('cannot be loaded')"],
    says: [/^1\) .*1\.test\.mjs: .*\n {3}cannot be loaded/m],
    closing: '1 passed, 1 failed, 1 skipped',
  },
  {
    title: 'is not green where a file has no test',
    files: ["describe('none', () => undefined)"],
    says: [/^1\) .*0\.test\.mjs\n {3}it has no test/m],
    closing: '0 passed, 1 failed, 0 skipped',
  },
  {
    title: 'is not green where a hook fails',
    files: [
      "describe('one', () => { before(() => { throw new Error('no set-up') }); it('a', () => undefined) })",
    ],
    says: [/^\[1\/1\] ✗/m, /^1\) .*0\.test\.mjs: one › "before all" hook.*\n {3}no set-up/m],
    closing: '0 passed, 1 failed, 0 skipped',
  },
  {
    title: 'is not green where one test is to stand for all',
    files: ["describe('one', () => { it.only('a', () => undefined); it('b', () => undefined) })"],
    says: [/^1\) .*0\.test\.mjs: .*\n {3}`\.only` is not/m],
    closing: '0 passed, 1 failed, 0 skipped',
  },
  {
    title: 'is not green where nobody awaits what goes wrong',
    files: [
      "describe('one', () => { it('a', () => void Promise.reject(new Error('floating'))); it('b', (done) => void setTimeout(done, 50)) })",
    ],
    says: [/^1\) .*0\.test\.mjs: one › a\n {3}floating/m],
    closing: '1 passed, 1 failed, 0 skipped',
  },
  {
    title: 'is not green where something goes wrong when the tests of a file are done',
    files: [
      "describe('one', () => { it('a', () => void setTimeout(() => { throw new Error('too late') }, 20)) })",
      "describe('other', () => { it('a', (done) => void setTimeout(done, 1_000)) })",
    ],
    says: [/^1\) .*0\.test\.mjs: after its tests\n {3}too late/m],
    closing: '2 passed, 1 failed, 0 skipped',
  },
]

describe('A run of the tests', () => {
  let folder: string
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'mfa-gate-run-tests-'))))
  afterEach(() => rmSync(folder, { recursive: true }))

  for (const { title, files, says, closing, exitCode = 1 } of rows) {
    it(title, async () => {
      const paths = files.map((text, index) => {
        const path = join(folder, `${index}.test.mjs`)
        writeFileSync(path, text)
        return path
      })
      const runner = [process.execPath, join(projectDirectory, '.dev/run-tests.mjs')]
      const ran = await runProcess([...runner, ...paths], cleanEnvironment())
      for (const piece of says) assert.match(ran.stdout, piece, ran.stdout + ran.stderr)
      assert.ok(ran.stdout.endsWith(`\n${closing}\n`), ran.stdout)
      assert.equal(ran.exitCode, exitCode)
    })
  }
})
