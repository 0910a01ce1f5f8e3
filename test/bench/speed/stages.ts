import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mfaGate } from '../../support/run-process.ts'
import { auditOf } from '../tenants.ts'
import { pastOf } from '../years.ts'
import { rulesFiles } from '../contenders.ts'
import { type Run, runMeasured, type Served, serveTenant } from '../run-process.ts'
import { startForms } from '../start.ts'
import type { Measured, Stage } from './contest.ts'

export interface Sizes {
  readonly users: readonly number[]
  readonly tenants: readonly number[]
  readonly days: number
}

const bareScript = (name: string): string => join(import.meta.dirname, '../contenders', name)

/** All that is measured in one sitting. */
export function stagesOf({ users, tenants, days }: Sizes): readonly Stage[] {
  return [
    { name: 'start', open: start },
    { name: 'check', open: check },
    ...users.flatMap((size) =>
      [false, true].map((gzip): Stage => ({
        name: `walk of ${size.toLocaleString('en')}${gzip ? ', gzip' : ''}`,
        open: () => walk(size, gzip),
      })),
    ),
    { name: 'admins', open: () => admins(Math.max(...users)) },
    ...tenants.map((size): Stage => ({
      name: `audit of ${size.toLocaleString('en')}`,
      open: () => audit(size),
    })),
    { name: 'history', open: () => past(days) },
  ]
}

type Open = ReturnType<Stage['open']>

async function start(): Open {
  const forms = await startForms()
  return {
    contests: forms.ours.map((form) => ({
      id: `start: ${form.name}`,
      title: `start to port, ${form.name}`,
      yardstick: 'an empty @pulumi/policy pack',
      ours: () => forms.time(form),
      bare: () => forms.time(forms.empty),
    })),
    [Symbol.asyncDispose]: () => {
      forms[Symbol.dispose]()
      return Promise.resolve()
    },
  }
}

async function check(): Open {
  const place = await placeFor(10_000, { permissions: ['Reports.Read.All'] })
  place.write('rules.yaml', 'rules: [{id: mfa, measure: mfaRegistered, minimum: 50%}]\n')
  const ours = () => place.run([mfaGate, 'check', '--rules', place.at('rules.yaml')], '9,300 of 10,000 users')
  const contest = { title: '`check` on the count report', ours, rounds: 15 }
  return {
    ...place,
    contests: [
      {
        ...contest,
        id: 'check: script',
        yardstick: 'a bare script that asks the same',
        bare: () => place.run([bareScript('bare-count.mjs')], '9300 of 10000'),
      },
      { ...contest, id: 'check: node', yardstick: '`node -e 0`', bare: () => place.run(['-e', '0'], '') },
    ],
  }
}

async function walk(users: number, compression: boolean): Open {
  const place = await placeFor(users, { compression })
  place.write('rules.yaml', rulesFiles['mfa-rules.yaml'])
  const registered = Math.floor((users * 93) / 100)
  const args = ['check', '--timeout', '10m', '--rules', place.at('rules.yaml')]
  return {
    ...place,
    contests: [
      {
        id: `walk: ${users}${compression ? ' gzip' : ''}`,
        title: `every user of ${users.toLocaleString('en')}, ${compression ? 'with gzip' : 'without compression'}`,
        yardstick: 'a bare loop of `fetch`',
        aim: users < 100_000 ? 1.1 : 0.8,
        ours: () => place.run([mfaGate, ...args], `${registered.toLocaleString('en')} of `),
        bare: () => place.run([bareScript('bare-fetch.mjs')], `${registered} of `),
      },
    ],
  }
}

async function admins(users: number): Open {
  const place = await placeFor(users, {})
  place.write(
    'rules.yaml',
    'source: registrationDetails\nadminsByFilter: true\nrules: [{id: a, measure: mfaRegistered, segment: admins, minimum: 50%}]\n',
  )
  return {
    ...place,
    contests: [
      {
        id: 'admins',
        title: `the admins of ${users.toLocaleString('en')} users (\`adminsByFilter\`)`,
        yardstick: 'a bare script with the same filter',
        rounds: 9,
        ours: () => place.run([mfaGate, 'check', '--rules', place.at('rules.yaml')], '40 of 50 '),
        bare: () => place.run([bareScript('bare-fetch.mjs'), 'admins'], '40 of 50'),
      },
    ],
  }
}

async function audit(tenants: number): Open {
  const served = await auditOf(tenants)
  const environment = served.environment
  return {
    contests: [
      {
        id: `audit: ${tenants}`,
        title: `an audit of ${tenants.toLocaleString('en')} tenants, kept in a history`,
        yardstick: 'a bare script that asks each for its counts',
        ...(tenants > 1_000 ? { rounds: 1 } : {}),
        ours: async () => used(await runMeasured(served.args(), environment, served.folder)),
        bare: async () =>
          used(
            await runMeasured([bareScript('bare-audit.mjs'), served.list], environment, served.folder),
            `${tenants} tenants`,
          ),
      },
    ],
    [Symbol.asyncDispose]: () => served[Symbol.asyncDispose](),
  }
}

async function past(days: number): Open {
  const kept = await pastOf(days)
  const run = async (args: readonly string[]) => used(await runMeasured(args, kept.environment, kept.folder))
  return {
    contests: [
      {
        id: 'history: pages',
        title: `an audit of 50 tenants with ${days} days of history, and a page for each`,
        yardstick: 'the same audit into a new history, without pages',
        rounds: 3,
        ours: () => run(kept.withPages),
        bare: () => run(kept.fresh()),
      },
      {
        id: 'history: list',
        title: '`history list` of the same',
        yardstick: '`node -e 0`',
        ours: () => run([mfaGate, 'history', 'list', '--history', kept.history]),
        bare: () => run(['-e', '0']),
      },
    ],
    [Symbol.asyncDispose]: () => kept[Symbol.asyncDispose](),
  }
}

interface Around extends AsyncDisposable {
  readonly at: (file: string) => string
  readonly write: (file: string, text: string) => void
  /** Runs Node with arguments beside the tenant; its output must hold this. */
  readonly run: (args: readonly string[], expected: string) => Promise<Measured>
}

async function placeFor(users: number, serving: Parameters<typeof serveTenant>[1]): Promise<Around> {
  const folder = mkdtempSync(join(tmpdir(), 'mfa-gate-speed-'))
  const served: Served = await serveTenant(users, serving)
  const at = (file: string): string => join(folder, file)
  return {
    at,
    write: (file, text) => writeFileSync(at(file), text),
    run: async (args, expected) => used(await runMeasured(args, served.environment, folder), expected),
    [Symbol.asyncDispose]: () => {
      served.stop()
      rmSync(folder, { recursive: true })
      return Promise.resolve()
    },
  }
}

function used({ exitCode, output, complaint, wallMs, peakBytes }: Run, expected = ''): Measured {
  if (exitCode !== 0 || !output.includes(expected))
    throw new Error(
      `exit code ${exitCode ?? 'none'} in place of “${expected}”: ${(output + complaint).slice(0, 500)}`,
    )
  return { wallMs, peakMb: peakBytes / 1e6 }
}
