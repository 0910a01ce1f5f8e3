import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { scenarioFromOptions, startTenant, type Tenant } from '../../src/simulator/tenant/index.ts'
import { runCli } from '../support/run-cli.ts'

describe('A history whose path is somebody else’s', () => {
  let folder: string
  let tenant: Tenant
  before(async () => {
    tenant = await startTenant(scenarioFromOptions({ population: 100, registered: 96 }))
  })
  after(() => tenant.close())
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'mfa-gate-foreign-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  const keep = () =>
    runCli(['check', '--history', 'h.db', '--timeout', '2m'], tenant.environment, { cwd: folder })
  const makeTheirs = (file: string): void => {
    using database = new DatabaseSync(join(folder, file))
    database.exec('create table theirs (a); insert into theirs values (1)')
  }

  for (const [title, make, aim, says] of [
    ['a link to nothing', () => symlinkSync('aim', join(folder, 'h.db')), 'aim', /it is a symbolic link/],
    [
      'a link to another database',
      () => {
        makeTheirs('aim')
        symlinkSync('aim', join(folder, 'h.db'))
      },
      'aim',
      /it is a symbolic link/,
    ],
    ['a database of something else', () => makeTheirs('h.db'), 'h.db', /it is a database of another program/],
    ['a text', () => writeFileSync(join(folder, 'h.db'), 'theirs\n'.repeat(99)), 'h.db', /h\.db/],
  ] as const) {
    it(`as ${title} is refused and not touched`, async () => {
      make()
      const before = bytesAt(aim)
      const { exitCode, stdout, stderr } = await keep()
      assert.equal(exitCode, 2, stdout + stderr)
      assert.match(stderr, says)
      assert.deepEqual(bytesAt(aim), before)
    })
  }

  it('as a pipe or a device is refused at once, also by who reads it', async () => {
    execFileSync('mkfifo', [join(folder, 'pipe')])
    for (const path of ['pipe', '/dev/zero']) {
      for (const args of [
        ['history', 'list'],
        ['history', 'prune', '--keep', '1y'],
        ['check', '--timeout', '2m'],
      ]) {
        const { exitCode, stderr } = await runCli([...args, '--history', path], tenant.environment, {
          cwd: folder,
        })
        assert.equal(exitCode, 2, stderr)
        assert.match(stderr, /it is a (pipe|device)/)
      }
    }
  })

  it('is added to where it is one of ours', async () => {
    for (const _ of ['first', 'second']) assert.equal((await keep()).exitCode, 0)
  })

  function bytesAt(file: string): Buffer | undefined {
    return existsSync(join(folder, file)) ? readFileSync(join(folder, file)) : undefined
  }
})
