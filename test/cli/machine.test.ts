import assert from 'node:assert/strict'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { signInReason } from '../../src/identity/sign-in-error.ts'
import { machineProblem } from '../../src/io/machine-problem.ts'
import { reasonWords } from '../../src/report/undetermined-sentence.ts'
import { scenarioFromOptions, startTenant } from '../../src/simulator/tenant/index.ts'
import { runCli } from '../support/run-cli.ts'
import { cleanEnvironment, mfaGate, projectDirectory, type Ran, runProcess } from '../support/run-process.ts'

const commands = [
  'check',
  'audit',
  'doctor',
  'explain',
  'rules validate r.yaml',
  'snapshot --output s.json',
  'history list --history h.db',
]

describe('A working directory that has been removed', function () {
  if (process.platform === 'win32') return

  const assertRefused = ({ exitCode, stderr }: Ran): void => {
    assert.equal(exitCode, 2, stderr)
    assert.match(
      stderr,
      /^mfa-gate: the folder that the command runs in has been removed; change to one that is there/m,
    )
    assert.doesNotMatch(stderr, /defect|at .*\.ts:/)
  }

  for (const command of commands) {
    it(`is told by mfa-gate ${command}, and is no defect`, async () => {
      assertRefused(await runCli(command.split(' '), cleanEnvironment(), { cwd: removed }))
    })
  }

  it('is told by a process that is in one', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mfa-gate-gone-'))
    const script = `cd '${folder}' && rmdir '${folder}' && exec '${process.execPath}' '${mfaGate}' check`
    assertRefused(await runProcess(['/bin/sh', '-c', script], cleanEnvironment()))
  })
})

/** As process.cwd() does it. */
function removed(): never {
  const message = 'ENOENT: no such file or directory, uv_cwd'
  throw Object.assign(new Error(message), { code: 'ENOENT', syscall: 'uv_cwd' })
}

describe('Too few file handles', () => {
  it('are one sentence wherever they run out, also while the code is loaded', async function () {
    if (process.platform === 'win32') return this.skip()
    await using tenant = await startTenant(scenarioFromOptions({ population: 100, registered: 96 }))
    const command = `exec '${process.execPath}' '${join(projectDirectory, 'src/cli/mfa-gate.cjs')}' check`
    const messages: string[] = []
    // With fewer Node itself does not start; with more there are enough.
    for (let handles = 21; handles <= 25; handles += 1) {
      const { exitCode, stdout, ...rest } = await runProcess(
        ['/bin/sh', '-c', `ulimit -n ${handles}; ${command}`],
        { ...cleanEnvironment(), ...tenant.environment },
      )
      // Node itself may be short of one for the tenant's certificate, and says so.
      const stderr = rest.stderr.replace(/^Warning: Ignoring extra certs .*\n/, '')
      if (!/mfa-gate|✓/.test(stdout + stderr)) continue
      const fine = exitCode === 0 && stdout.includes('96 of 100')
      const refused =
        exitCode === 2 &&
        /^mfa-gate: too few files may be open at once; [^\n]*ulimit -n[^\n]*\n$/.test(stderr)
      const unread = exitCode === 3 && stdout.includes('ulimit -n')
      assert.ok(fine || refused || unread, `${handles}: ${exitCode} ${stdout}${stderr}`)
      assert.doesNotMatch(stderr, /\n\s+at /)
      if (!fine) messages.push(stderr + stdout)
    }
    assert.ok(messages.length > 0, 'nothing ran out')
  })

  const full = Object.assign(new Error('EMFILE: too many open files'), { code: 'EMFILE' })

  it('are told as such, also beneath another error', () => {
    assert.match(machineProblem(full) ?? '', /ulimit -n/)
    assert.match(machineProblem(new Error('cannot load', { cause: full })) ?? '', /ulimit -n/)
    assert.equal(machineProblem(new TypeError('x')), undefined)
  })

  it('that keep the login from being reached are no wrong secret', () => {
    const choice = { kind: 'client-secret', tenantId: 't', clientId: 'c', secretFrom: 'S' } as const
    const { reason } = signInReason(new Error('connect EMFILE'), 'login.example', choice)
    assert.equal(reason.code, 'login-unreachable')
    assert.match(reasonWords(reason).todo, /ulimit -n/)
  })
})
