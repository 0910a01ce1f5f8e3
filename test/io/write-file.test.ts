import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { appendWhole } from '../../src/io/append-file.ts'
import { writeWhole } from '../../src/io/write-file.ts'
import { cleanEnvironment, projectDirectory, type Ran, runProcess } from '../support/run-process.ts'

const umask = { readers: 'umask' } as const
const owner = { readers: 'owner' } as const
const rooms = join(projectDirectory, 'src/io')

/** A program that uses the writer, as a process of its own. */
const script = (body: string): readonly string[] => [
  process.execPath,
  '--input-type=module',
  '-e',
  `const { writeWhole } = await import('${rooms}/write-file.ts'); const { Draft } = await import('${rooms}/draft.ts'); ${body}`,
]

describe('Writing a file', function () {
  if (process.platform === 'win32') return
  let directory = ''
  const at = (name: string): string => join(directory, name)
  const modeOf = (name: string): string => (statSync(at(name)).mode & 0o777).toString(8)
  const run = (command: readonly string[], limitMs = 20_000): Promise<Ran> =>
    runProcess(command, { ...cleanEnvironment(), DIRECTORY: directory }, { cwd: directory, limitMs })
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'mfa-gate-write-'))
  })
  afterEach(() => rmSync(directory, { recursive: true }))

  it('makes the folder, replaces what was there, and leaves nothing else', () => {
    assert.equal(writeWhole(at('a/b/c.json'), 'one', umask), undefined)
    assert.equal(writeWhole(at('a/b/c.json'), 'two', umask), undefined)
    assert.equal(readFileSync(at('a/b/c.json'), 'utf8'), 'two')
    assert.deepEqual(readdirSync(at('a/b')), ['c.json'])
  })

  it('is for its owner only where that is asked for, whatever was there before', () => {
    writeFileSync(at('open'), 'x', { mode: 0o644 })
    assert.equal(writeWhole(at('open'), 'names', owner), undefined)
    assert.equal(writeWhole(at('report'), 'counts', umask), undefined)
    assert.equal(modeOf('open'), '600')
    writeFileSync(at('plain'), '')
    assert.equal(modeOf('report'), modeOf('plain'))
  })

  it('refuses a link, whether it leads somewhere or not, and leaves what it leads to', () => {
    writeFileSync(at('victim'), 'mine')
    symlinkSync(at('victim'), at('link'))
    symlinkSync(at('nowhere'), at('dangling'))
    for (const name of ['link', 'dangling']) {
      for (const write of [
        (file: string) => writeWhole(file, 'x', owner),
        (file: string) => appendWhole(file, 'x'),
      ]) {
        assert.match(String(write(at(name))), /^it is a symbolic link/)
      }
    }
    assert.equal(readFileSync(at('victim'), 'utf8'), 'mine')
    assert.deepEqual(readdirSync(directory).sort(), ['dangling', 'link', 'victim'])
  })

  it('takes no file over that somebody else has put where a draft might be', () => {
    writeFileSync(at('victim'), 'mine')
    symlinkSync(at('victim'), at('users.csv.part'))
    assert.equal(writeWhole(at('users.csv'), 'names', owner), undefined)
    assert.equal(readFileSync(at('victim'), 'utf8'), 'mine')
    assert.equal(modeOf('users.csv'), '600')
  })

  it('says why what is no file cannot be written', () => {
    mkdirSync(at('folder'))
    writeFileSync(at('file'), '')
    execFileSync('mkfifo', [at('pipe')])
    assert.equal(writeWhole(at('folder'), 'x', umask), 'it is a directory')
    assert.equal(writeWhole(at('file/x'), 'x', umask), 'part of its path is a file')
    assert.equal(writeWhole(at('pipe'), 'x', umask), 'nobody reads from it, so start its reader first')
    assert.equal(writeWhole(at('x'.repeat(300)), 'x', umask), 'its name is too long')
    assert.deepEqual(readdirSync(directory).sort(), ['file', 'folder', 'pipe'])
  })

  it('writes all of it to a pipe that somebody reads', async () => {
    execFileSync('mkfifo', [at('pipe')])
    const { stdout, exitCode } = await run([
      'bash',
      '-c',
      `wc -c < pipe & ${script(
        "process.exitCode = writeWhole('pipe', 'x'.repeat(300000), { readers: 'umask' }) === undefined ? 0 : 1",
      )
        .map((word) => `'${word.replaceAll("'", `'\\''`)}'`)
        .join(' ')}; code=$?; wait; exit $code`,
    ])
    assert.deepEqual([stdout.trim(), exitCode], ['300000', 0])
  })

  it('does not hang below a folder of /proc that is not there', async function () {
    if (process.platform !== 'linux') this.skip()
    const { stdout, exitCode } = await run(
      script("console.log(writeWhole('/proc/none/a/b.json', 'x', { readers: 'umask' }))"),
    )
    assert.deepEqual([stdout, exitCode], ['there is no such file or folder\n', 0])
  })

  it('keeps a file that is there already when it is told to', () => {
    const once = { ...umask, earlier: 'kept' } as const
    assert.equal(writeWhole(at('a'), 'one', once), undefined)
    assert.equal(writeWhole(at('a'), 'two', once), 'it is there already')
    assert.equal(readFileSync(at('a'), 'utf8'), 'one')
    assert.deepEqual(readdirSync(directory), ['a'])
  })

  const large = "'x'.repeat(1_000_000)"

  it('tells a limit of the system, and leaves what was there', async () => {
    writeFileSync(at('a'), 'earlier')
    const body = `console.log(writeWhole('a', ${large}, { readers: 'umask' }))`
    const { stdout } = await run(['bash', '-c', 'ulimit -f 64; exec "$@"', 'bash', ...script(body)])
    assert.equal(stdout, 'it is larger than the system allows\n')
    assert.equal(readFileSync(at('a'), 'utf8'), 'earlier')
    assert.deepEqual(readdirSync(directory), ['a'])
  })

  it('tells a full disk, on which a write takes a part first, and leaves nothing there', async function () {
    const mount = 'mount -t tmpfs -o size=64k none . && cd "$DIRECTORY" && "$@"; echo "left: $(ls -A)"'
    const body = `console.log(writeWhole('a', ${large}, { readers: 'umask' }))`
    const { stdout, stderr } = await run(['unshare', '-m', 'sh', '-c', mount, 'sh', ...script(body)]).catch(
      () => ({ stdout: '', stderr: 'unshare is not there' }),
    )
    if (stdout === '' || /unshare|mount/.test(stderr)) this.skip()
    assert.equal(stdout, 'the disk is full\nleft: \n')
  })

  const waiting = `const draft = new Draft('a', { readers: 'owner' }); draft.append('half'); console.log('open'); setInterval(() => 0, 1000)`

  async function killed(signal: NodeJS.Signals): Promise<NodeJS.Signals | null> {
    const [program = '', ...args] = script(waiting)
    const child = spawn(program, args, {
      cwd: directory,
      stdio: ['ignore', 'pipe', 'inherit'],
      timeout: 20_000,
    })
    await once(child.stdout, 'data')
    child.kill(signal)
    await once(child, 'close')
    return child.signalCode
  }

  it('leaves what was there when a signal ends the process, and no draft', async () => {
    writeFileSync(at('a'), 'earlier')
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR2'] as const) {
      assert.equal(await killed(signal), signal)
      assert.deepEqual(readdirSync(directory), ['a'], signal)
    }
    assert.equal(readFileSync(at('a'), 'utf8'), 'earlier')
  })

  it('leaves what was there when it is killed; the next writer removes the draft once it is a day old', async () => {
    writeFileSync(at('a'), 'earlier')
    await killed('SIGKILL')
    assert.equal(readFileSync(at('a'), 'utf8'), 'earlier')
    const draft = readdirSync(directory).find((name) => name !== 'a') ?? ''
    assert.match(draft, /^\.mfa-gate-[0-9a-f]{32}\.part$/)
    assert.equal(modeOf(draft), '600')
    writeWhole(at('b'), 'x', umask)
    assert.ok(readdirSync(directory).includes(draft))
    utimesSync(at(draft), 0, 0)
    writeWhole(at('b'), 'x', umask)
    assert.deepEqual(readdirSync(directory).sort(), ['a', 'b'])
  })

  it('lets many write one file at once: each succeeds, and what stays is one of them, whole', async () => {
    const body = (mark: string): string =>
      `for (let i = 0; i < 30; i++) { const problem = writeWhole('a/b/one', '${mark}'.repeat(200_000), { readers: 'owner' }); if (problem !== undefined) throw new Error(problem) }`
    const runs = await Promise.all(['1', '2', '3', '4'].map((mark) => run(script(body(mark)))))
    assert.deepEqual(
      runs.map(({ exitCode, stderr }) => [exitCode, stderr]),
      runs.map(() => [0, '']),
    )
    assert.match(readFileSync(at('a/b/one'), 'utf8'), /^(1{200000}|2{200000}|3{200000}|4{200000})$/)
    assert.deepEqual(readdirSync(at('a/b')), ['one'])
  })

  it('adds to a file the whole text, or nothing of it', async () => {
    assert.equal(appendWhole(at('summary'), 'one\n'), undefined)
    assert.equal(appendWhole(at('summary'), 'two\n'), undefined)
    const body = `const { appendWhole } = await import('${rooms}/append-file.ts'); console.log(appendWhole('summary', ${large}))`
    const { stdout } = await run(['bash', '-c', 'ulimit -f 64; exec "$@"', 'bash', ...script(body)])
    assert.equal(stdout, 'it is larger than the system allows\n')
    assert.equal(readFileSync(at('summary'), 'utf8'), 'one\ntwo\n')
  })
})
