import assert from 'node:assert/strict'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { scenarioFromOptions, startTenant, type Tenant } from '../../src/simulator/tenant/index.ts'
import { parseSnapshot } from '../../src/snapshots/load-snapshot.ts'
import { savedText } from '../../src/snapshots/saved-snapshot.ts'
import { cleanEnvironment } from '../support/run-process.ts'
import { type PackStart, startPackProcess } from './pack-process.ts'

const report = 'getCredentialUserRegistrationCount'

describe('Two starts of the pack for one deployment', function () {
  this.timeout(60_000)
  let home: string
  let tenant: Tenant
  beforeEach(async () => {
    home = mkdtempSync(join(tmpdir(), 'mfa-gate-reuse-'))
    tenant = await startTenant(scenarioFromOptions({ population: 1_000, registered: 960 }))
  })
  afterEach(async () => {
    await tenant.close()
    rmSync(home, { recursive: true, force: true })
  })

  const cache = (): string => join(home, 'cache', 'entra-mfa-gate')
  const kept = (): readonly string[] =>
    existsSync(cache()) ? readdirSync(cache()).filter((name) => name.endsWith('.json')) : []
  const environment = (of: Tenant = tenant, more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
    ...cleanEnvironment(),
    ...of.environment,
    ...{ XDG_CACHE_HOME: join(home, 'cache'), MFA_GATE_TIMEOUT: '20s', MFA_GATE_SIMULATED_UPDATES: 'allow' },
    ...more,
  })
  const asked = (of: Tenant = tenant): number =>
    of.requests.filter(({ path }) => path.includes(report)).length

  interface Run {
    readonly violations: readonly string[]
    readonly printed: string
  }
  async function run(start: Partial<PackStart> = {}, resources = 0): Promise<Run> {
    await using pack = await startPackProcess({ environment: environment(), preview: true, ...start })
    const violations = await pack.judge()
    await pack.look(resources)
    return { violations, printed: pack.printed }
  }
  const update = (more: NodeJS.ProcessEnv = {}) =>
    run({ preview: false, environment: environment(tenant, more) })

  it('make one request, with 1,000 resources, and the second says whose numbers it has', async () => {
    const first = await run({}, 1_000)
    assert.deepEqual(first.violations, [])
    assert.match(first.printed, /tenant \S+, read \d\d:\d\d:\d\d UTC/i)
    const second = await run({ preview: false }, 1_000)
    assert.deepEqual(second.violations, [])
    assert.match(second.printed, /tenant \S+, read \d+ s ago by the preview \(\d\d:\d\d:\d\d UTC\)/i)
    assert.equal(asked(), 1)
  })

  it('of both forms share what they read', async () => {
    await run({ form: 'directory' })
    await run({ form: 'executable', preview: false })
    assert.equal(asked(), 1)
  })

  it('make one request when they come at once', async () => {
    const both = await Promise.all([run(), run()])
    for (const { violations } of both) assert.deepEqual(violations, [])
    assert.equal(asked(), 1)
  })

  it('refuse alike, and the report tells where the numbers are from', async () => {
    await using below = await startTenant(scenarioFromOptions({ population: 1_000, registered: 100 }))
    const file = join(home, 'report.json')
    const first = await run({ environment: environment(below) })
    const second = await run({
      preview: false,
      environment: environment(below, { MFA_GATE_REPORT: `json:${file}` }),
    })
    assert.match(first.violations.join(), /Below the minimum: 100 of 1,000 users/)
    assert.match(second.violations.join(), /Below the minimum: 100 of 1,000 users/)
    assert.match(second.violations.join(), /Not read by this start, but by the preview before it/)
    const { verdicts } = JSON.parse(readFileSync(file, 'utf8')) as {
      readonly verdicts: readonly {
        readonly reading: { readonly readBy?: string; readonly savedIn?: string }
      }[]
    }
    const [verdict] = verdicts
    assert.equal(verdict?.reading.readBy, 'preview')
    assert.equal(verdict.reading.savedIn, undefined)
    assert.equal(asked(below), 1)
  })

  it('keep a file for their user alone', async () => {
    await run()
    const [file = ''] = kept()
    assert.equal(kept().length, 1)
    assert.equal(statSync(cache()).mode & 0o777, 0o700)
    assert.equal(statSync(join(cache(), file)).mode & 0o777, 0o600)
    const text = readFileSync(join(cache(), file), 'utf8')
    assert.ok(!text.includes(tenant.environment['AZURE_CLIENT_SECRET'] ?? '?'))
    assert.ok(!text.includes(tenant.environment['MFA_GATE_SIMULATED_KEY'] ?? '?'))
  })

  it('never keep a refusal', async () => {
    await using refused = await startTenant(
      scenarioFromOptions({ population: 10, registered: 10, faults: ['report:redirect-302:1'] }),
    )
    const first = await run({ environment: environment(refused) })
    assert.match(first.violations.join(), /Could not determine/)
    assert.deepEqual(kept(), [])
    const second = await run({ environment: environment(refused) })
    assert.deepEqual(second.violations, [])
    assert.equal(asked(refused), 2)
  })

  const own: readonly [title: string, more: () => NodeJS.ProcessEnv][] = [
    ['which MFA_GATE_REUSE=0 forbids', () => ({ MFA_GATE_REUSE: '0' })],
    ['which is older than MFA_GATE_REUSE', () => ({ MFA_GATE_REUSE: '1s' })],
    ['of another client', () => ({ AZURE_CLIENT_ID: undefined, AZURE_CLIENT_SECRET: undefined })],
    ['of other rules', () => ({ MFA_GATE_RULES: rulesFile('ssprRegistered', '24h') })],
    ['read from another stand-in', () => ({ MFA_GATE_SIMULATED_KEY: 'another' })],
  ]
  for (const [title, more] of own) {
    it(`take no reading ${title}`, async () => {
      await run()
      const before = tenant.requests.length
      await wait(1_100)
      const { printed } = await update(more())
      assert.doesNotMatch(printed, /ago by/)
      assert.ok(
        title === 'of another client' ||
          tenant.requests.slice(before).some(({ path }) => path.includes(report)),
      )
    })
  }

  function rulesFile(measure: string, maxAge: string): string {
    const file = join(home, `rules-${measure}-${maxAge}.yaml`)
    writeFileSync(file, `rules: [{ id: mfa, measure: ${measure}, minimum: 1%, maxAge: ${maxAge} }]\n`)
    return file
  }

  it('read anew what is older than a rule allows, however long MFA_GATE_REUSE is', async () => {
    const strict = { MFA_GATE_RULES: rulesFile('mfaRegistered', '1m'), MFA_GATE_REUSE: '1h' }
    await update(strict)
    age(90)
    const { violations, printed } = await update(strict)
    assert.deepEqual(violations, [])
    assert.doesNotMatch(printed, /ago by/)
    assert.equal(asked(), 2)
  })

  /** The numbers themselves say when they came, whatever the file does. */
  function age(seconds: number): void {
    for (const name of kept()) {
      const file = join(cache(), name)
      writeFileSync(file, agedBy(seconds, readFileSync(file, 'utf8')), { mode: 0o600 })
    }
  }

  it('are not kept waiting by one that was killed while it read', async () => {
    await using slow = await startTenant(
      scenarioFromOptions({ population: 10, registered: 10, faults: ['report:hang:1'] }),
    )
    const killed = await startPackProcess({ environment: environment(slow), preview: true })
    killed.judge().catch(() => undefined)
    for (let turn = 0; asked(slow) === 0 && turn < 500; turn += 1) await wait(20)
    await killed.kill()
    const began = performance.now()
    const { violations } = await run({ environment: environment(slow) })
    assert.deepEqual(violations, [])
    assert.ok(performance.now() - began < 8_000)
    assert.equal(asked(slow), 2)
  })

  describe('with a cache that may not be theirs', () => {
    const nobody = 65_534
    const spoilt: readonly [title: string, spoil: () => void, says?: RegExp][] = [
      [
        'is a link',
        () => {
          moveBehindLink(cache())
        },
        /it is not a folder/,
      ],
      ['may be written by others', () => chmodSync(cache(), 0o777), /users other than its owner may use it/],
      ['holds a file that others may write', () => chmodSync(fileIn(), 0o666), /users other than its owner/],
      [
        'holds a link',
        () => {
          moveBehindLink(fileIn())
        },
        /symbolic link/,
      ],
      ['holds something else', () => writeFileSync(fileIn(), '{}')],
      [
        'holds numbers that were changed',
        () => writeFileSync(fileIn(), readFileSync(fileIn(), 'utf8').replace('960', '999')),
      ],
      [
        'holds the file of another key',
        () => writeFileSync(fileIn(), readFileSync(fileIn(), 'utf8').replace(/("key": ")[0-9a-f]/, '$1x')),
      ],
    ]
    const asRoot: typeof spoilt = [
      ['belongs to another user', () => chownSync(cache(), nobody, nobody), /it belongs to another user/],
      [
        'holds a file of another user',
        () => chownSync(fileIn(), nobody, nobody),
        /it belongs to another user/,
      ],
    ]
    const fileIn = (): string => join(cache(), kept()[0] ?? '')
    const moveBehindLink = (path: string): void => {
      const elsewhere = join(home, 'elsewhere')
      renameSync(path, elsewhere)
      symlinkSync(elsewhere, path)
    }

    for (const [title, spoil, says] of [...spoilt, ...(process.getuid?.() === 0 ? asRoot : [])]) {
      it(`read the tenant as before: it ${title}`, async () => {
        await run()
        spoil()
        const { violations, printed } = await update()
        assert.deepEqual(violations, [])
        assert.doesNotMatch(printed, /ago by/)
        if (says === undefined) assert.doesNotMatch(printed, /nothing is kept/)
        else assert.match(printed, says)
        assert.equal(asked(), 2)
      })
    }

    const nowhere: readonly [title: string, more: () => NodeJS.ProcessEnv][] = [
      ['there is no home', () => ({ XDG_CACHE_HOME: undefined, HOME: undefined })],
      ['the home does not exist', () => ({ XDG_CACHE_HOME: undefined, HOME: join(home, 'gone', 'user') })],
      ['a file stands in its place', () => ({ XDG_CACHE_HOME: join(fileAt('plain'), 'cache') })],
    ]
    const fileAt = (name: string): string => {
      writeFileSync(join(home, name), '')
      return join(home, name)
    }
    for (const [title, more] of nowhere) {
      it(`read the tenant as before, without a word: ${title}`, async () => {
        const { violations, printed } = await update(more())
        assert.deepEqual(violations, [])
        assert.doesNotMatch(printed, /nothing is kept/)
        assert.equal(asked(), 1)
        assert.deepEqual(
          readdirSync(home).filter((name) => name !== 'plain'),
          [],
        )
      })
    }

    it('another user of the machine takes nothing of it and puts nothing into it', async function () {
      if (process.getuid?.() !== 0) this.skip()
      chmodSync(home, 0o755)
      mkdirSync(join(home, 'other'), { mode: 0o700 })
      chownSync(join(home, 'other'), nobody, nobody)
      await run()
      const trust = join(home, 'ca.pem')
      writeFileSync(trust, readFileSync(tenant.environment['NODE_EXTRA_CA_CERTS'] ?? ''))
      const theirs = environment(tenant, { XDG_CACHE_HOME: join(home, 'other'), NODE_EXTRA_CA_CERTS: trust })
      const forced = environment(tenant, { NODE_EXTRA_CA_CERTS: trust })
      for (const one of [theirs, forced]) {
        const before = asked()
        const { violations, printed } = await run({ environment: one, uid: nobody })
        assert.deepEqual(violations, [])
        assert.doesNotMatch(printed, /ago by/)
        assert.equal(asked(), before + 1)
      }
      assert.equal(kept().length, 1)
      assert.match((await update()).printed, /ago by the preview/)
    })
  })
})

/** The same record with numbers that came so long before. */
function agedBy(seconds: number, text: string): string {
  const record = JSON.parse(text) as { snapshot: string }
  const { snapshots } = parseSnapshot(record.snapshot, 'kept')
  const earlier = (moment: string): string => new Date(Date.parse(moment) - seconds * 1_000).toISOString()
  const aged = snapshots.map(({ provenance, ...one }) => {
    const { receivedAt, servedAt = receivedAt } = provenance
    return {
      ...one,
      provenance: { ...provenance, receivedAt: earlier(receivedAt), servedAt: earlier(servedAt) },
    }
  })
  const snapshot = savedText({ snapshots: aged, exclusionsSha256: undefined, version: '1.2.3' })
  return JSON.stringify({ ...record, snapshot })
}
