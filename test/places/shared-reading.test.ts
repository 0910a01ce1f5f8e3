import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { scenarioFromOptions, startTenant, type Tenant } from '../../src/simulator/tenant/index.ts'
import { parseSnapshot } from '../../src/snapshots/load-snapshot.ts'
import { savedText } from '../../src/snapshots/saved-snapshot.ts'
import { signedText } from '../../src/snapshots/signed-text.ts'
import { type Keys, makeKeys } from '../evidence/make-bundle.ts'
import { startPackProcess } from '../policy-pack/pack-process.ts'
import { runCli } from '../support/run-cli.ts'
import { cleanEnvironment, mfaGate, type Ran } from '../support/run-process.ts'
import { atMost } from '../simulator/engine/engine-run.ts'
import { type FreshPlace, type PlaceUnderTest, sharedPlaces } from './support/shared-places.ts'

const report = 'getCredentialUserRegistrationCount'
type Started = Exclude<Awaited<ReturnType<PlaceUnderTest['start']>>, { readonly impossible: string }>

for (const { name, start } of sharedPlaces) {
  describe(`Runs that share their readings in ${name}`, function () {
    this.timeout(120_000)
    let place: Started
    let fresh: FreshPlace
    let tenant: Tenant
    let folder: string
    let keys: Keys

    before(async function () {
      const started = await start()
      if ('impossible' in started) {
        process.stderr.write(`SKIPPED: shared readings in ${name}: ${started.impossible}\n`)
        this.skip()
      }
      place = started
      keys = await makeKeys()
    })
    after(() => place.stop())
    beforeEach(async () => {
      folder = mkdtempSync(join(tmpdir(), 'mfa-gate-shared-'))
      writeFileSync(join(folder, 'key.pem'), keys.privatePem)
      writeFileSync(join(folder, 'public.pem'), keys.publicPem)
      tenant = await startTenant(scenarioFromOptions({ population: 1_000, registered: 960 }))
      fresh = await place.fresh()
    })
    afterEach(async () => {
      await tenant.close()
      rmSync(folder, { recursive: true, force: true })
    })

    const environment = (of: Tenant = tenant, more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => {
      const trust = join(folder, 'trusted.pem')
      const own = readFileSync(of.environment['NODE_EXTRA_CA_CERTS'] ?? '', 'utf8')
      writeFileSync(trust, `${own}\n${place.authority}`)
      return {
        ...{ ...cleanEnvironment(), ...of.environment, NODE_EXTRA_CA_CERTS: trust },
        ...{ MFA_GATE_SNAPSHOT: fresh.address, MFA_GATE_TIMEOUT: '40s' },
        ...more,
      }
    }
    const asked = (of: Tenant = tenant): number =>
      of.requests.filter(({ path }) => path.includes(report)).length
    const check = (of: Tenant = tenant, more: NodeJS.ProcessEnv = {}): Promise<Ran> =>
      runCli(['check'], environment(of, more), { cwd: folder })
    const signing = { MFA_GATE_SNAPSHOT_KEY: 'public.pem', MFA_GATE_SIGNING_KEY: 'key.pem' }

    it('make one request, 200 of them that start cold, 16 at a time', async () => {
      const turn = atMost(16)
      const runs = await Promise.all(Array.from({ length: 200 }, () => turn(() => check())))
      for (const { exitCode, stdout } of runs) assert.equal(exitCode, 0, stdout)
      assert.equal(asked(), 1)
      assert.equal(runs.filter(({ stdout }) => stdout.includes('taken from the snapshot in ')).length, 199)
    })

    it('are packs and commands alike, in processes of their own', async () => {
      await using pack = await startPackProcess({ environment: environment(), preview: true })
      const [violations, { exitCode }] = await Promise.all([pack.judge(), check()])
      assert.deepEqual(violations, [])
      assert.equal(exitCode, 0)
      assert.equal(asked(), 1)
    })

    it('read anew what is too old', async () => {
      await check()
      await wait(1_100)
      const { exitCode, stdout } = await check(tenant, { MFA_GATE_SNAPSHOT_MAX_AGE: '1s' })
      assert.equal(exitCode, 0)
      assert.doesNotMatch(stdout, /taken from the snapshot/)
      assert.equal(asked(), 2)
    })

    it('take nothing of another app’s, nor of another stand-in’s', async () => {
      await using other = await startTenant(scenarioFromOptions({ population: 10, registered: 1 }))
      await check()
      assert.equal((await check(other)).exitCode, 1)
      assert.equal(asked(other), 1)
      assert.equal((await fresh.records()).size, 2)
    })

    it('do not each repeat what was refused, and nobody passes', async () => {
      await using refused = await startTenant(
        scenarioFromOptions({ population: 10, registered: 10, faults: ['report:licence-403'] }),
      )
      const first = await check(refused)
      const once = asked(refused)
      const turn = atMost(8)
      const runs = await Promise.all(Array.from({ length: 16 }, () => turn(() => check(refused))))
      for (const { exitCode, stdout } of runs) {
        assert.equal(exitCode, 3, stdout)
        assert.match(stdout, /\(another run got this answer \d+ s ago, and it is kept in the snapshots in /)
      }
      assert.equal(first.exitCode, 3)
      assert.equal(asked(refused), once)
    })

    it('replace one that was killed while it read', async () => {
      await using slow = await startTenant(
        scenarioFromOptions({ population: 10, registered: 10, faults: ['report:hang:1'] }),
      )
      const holder = spawn(process.execPath, [mfaGate, 'check'], {
        env: environment(slow),
        cwd: folder,
        stdio: 'ignore',
      })
      for (let turn = 0; asked(slow) === 0 && turn < 500; turn += 1) await wait(20)
      holder.kill('SIGKILL')
      await once(holder, 'close')
      const runs = await Promise.all([check(slow), check(slow), check(slow)])
      for (const { exitCode, stdout } of runs) assert.equal(exitCode, 0, stdout)
      assert.equal(asked(slow), 2)
    })

    it('take only what the key has signed, and sign what they keep', async () => {
      const signed = { ...signing }
      assert.equal((await check(tenant, signed)).exitCode, 0)
      const second = await check(tenant, { MFA_GATE_SNAPSHOT_KEY: 'public.pem' })
      assert.equal(second.exitCode, 0)
      assert.match(second.stdout, /taken from the snapshot in /)
      assert.equal(asked(), 1)
    })

    const checkOnly = { MFA_GATE_SNAPSHOT_KEY: 'public.pem' }

    it('read for nobody with a key to check by and none to sign with, and say what to do', async () => {
      const runs = await Promise.all([1, 2, 3].map(() => check(tenant, checkOnly)))
      for (const { exitCode, stdout } of runs) {
        assert.equal(exitCode, 3, stdout)
        assert.match(stdout, /hold none that is young enough and signed by the key public\.pem/)
        assert.match(stdout, /set MFA_GATE_SIGNING_KEY too/)
      }
      await check()
      // What is there by now nobody has signed.
      assert.equal((await check(tenant, checkOnly)).exitCode, 3)
      assert.equal(asked(), 1)
      assert.equal((await check(tenant, signing)).exitCode, 0)
      assert.equal((await check(tenant, checkOnly)).exitCode, 0)
      assert.equal(asked(), 2)
    })

    it('wait with it while another reads who signs', async () => {
      await using slow = await startTenant(
        scenarioFromOptions({ population: 10, registered: 10, faults: ['report:throttle-429:1'] }),
      )
      const signer = check(slow, signing)
      for (let turn = 0; asked(slow) === 0 && turn < 500; turn += 1) await wait(20)
      assert.equal((await check(slow, checkOnly)).exitCode, 0)
      assert.equal((await signer).exitCode, 0)
    })

    it('are refused with two keys that do not belong together', async () => {
      writeFileSync(join(folder, 'other.pem'), (await makeKeys()).publicPem)
      const { exitCode, stderr } = await check(tenant, { ...signing, MFA_GATE_SNAPSHOT_KEY: 'other.pem' })
      assert.equal(exitCode, 2)
      assert.match(stderr, /key\.pem \(MFA_GATE_SIGNING_KEY\) does not belong to a key in other\.pem/)
      assert.equal(asked(), 0)
    })

    /** The record with numbers that everybody would pass by, whose digests hold again. */
    const raised = (
      text: string,
    ): { readonly record: Record<string, unknown>; readonly snapshot: string } => {
      const record = JSON.parse(text) as Record<string, unknown>
      const { snapshots } = parseSnapshot(String(record['snapshot']), 'kept')
      const more = snapshots.map((one) => ({
        ...one,
        counts: { ...one.counts, mfaRegistered: one.population },
      }))
      return { record, snapshot: savedText({ snapshots: more, exclusionsSha256: undefined, version: '1' }) }
    }
    const forgeries: readonly [
      title: string,
      forge: (text: string) => Promise<string> | string,
      signed: boolean,
    ][] = [
      [
        'numbers without a signature',
        (text) => JSON.stringify({ ...raised(text).record, snapshot: raised(text).snapshot }),
        true,
      ],
      [
        'numbers signed by another key',
        async (text) =>
          JSON.stringify({
            ...raised(text).record,
            snapshot: await signedText(raised(text).snapshot, (await makeKeys()).signingKey),
          }),
        true,
      ],
      ['numbers that were changed', (text) => text.replaceAll('100', '999'), false],
      ['the record of another key', (text) => text.replace(/("key": ")[0-9a-f]{4}/, '$10000'), false],
      ['something else', () => '{"kind":"something else"}', false],
      ['no JSON', () => 'null and void', false],
    ]
    for (const [title, forge, signed] of forgeries) {
      it(`pass over ${title}, and read the tenant`, async () => {
        await using below = await startTenant(scenarioFromOptions({ population: 1_000, registered: 100 }))
        const more = signed ? signing : {}
        assert.equal((await check(below, more)).exitCode, 1)
        const [[key, text] = ['', '']] = await fresh.records()
        await fresh.put(key, await forge(text))
        const { exitCode, stdout } = await check(below, more)
        assert.equal(exitCode, 1, stdout)
        assert.match(stdout, /100 of 1,000 users/)
        assert.equal(asked(below), 2)
      })
    }

    it('determine nothing where there is no such place, and say why', async () => {
      const { exitCode, stdout } = await check(tenant, { MFA_GATE_SNAPSHOT: await place.absent() })
      assert.equal(exitCode, 3)
      assert.match(stdout, /the snapshots in \S.+ cannot be used: there is no such /)
      assert.equal(asked(), 0)
    })
  })
}
