import { createHash } from 'node:crypto'
import { apply } from '../../../policy-pack/configuration.ts'
import type { PolicyOverride } from '../../../policy-pack/override.ts'
import { ConfigurationError } from '../../../src/config/problem.ts'
import { clouds } from '../../../src/config/cloud.ts'
import { settingsFrom } from '../../../src/config/settings.ts'
import { parseTenants } from '../../../src/config/tenants-text.ts'
import { parseWaivers } from '../../../src/config/waivers-file.ts'
import type { GraphConnection } from '../../../src/graph/connection.ts'
import { readFeatureSummary } from '../../../src/graph/feature-summary.ts'
import { graphRootOf } from '../../../src/graph/graph-root.ts'
import { readRegistrationCounts } from '../../../src/graph/registration-counts.ts'
import { readRegistrationDetails } from '../../../src/graph/registration-details.ts'
import { chooseCredential } from '../../../src/identity/choose/choose-credential.ts'
import { checkAudience, checkTenant } from '../../../src/identity/sign-in.ts'
import { claimsOf } from '../../../src/identity/token-claims.ts'
import { FileProblem } from '../../../src/io/file-problem.ts'
import { CouldNotRead } from '../../../src/model/could-not-read.ts'
import { decodeText } from '../../../src/io/text.ts'
import { waiverFrom, waiversFrom } from '../../../src/rules/waiver.ts'
import { canonical, prettyCanonical, sha256 } from '../../../src/snapshots/canonical-json.ts'
import { parseSnapshot } from '../../../src/snapshots/load-snapshot.ts'
import { savedText } from '../../../src/snapshots/saved-snapshot.ts'
import { pack } from '../../../src/evidence/archive.ts'
import { prettyBytes } from '../../../src/evidence/bytes.ts'
import { filesOf, jsonIn, makeBundle, makeKeys, verify, withManifest } from '../../evidence/make-bundle.ts'
import { snapshotOf } from '../../support/make.ts'
import { capableRule, enoughRule, goesOn, now, poor, rulesIn } from './judge.ts'
import * as oracle from './oracle.ts'
import * as samples from './samples.ts'

/** An input of the gate: what it looks like, what the gate does with one, and what may pass. */
export interface Target {
  readonly name: string
  readonly samples: readonly Buffer[]
  /** Whether the gate lets a deployment go on; it may throw errors of its own classes alone. */
  readonly passes: (input: Buffer) => boolean | Promise<boolean>
  readonly grants: (input: Buffer) => boolean
  /** Shapes of any size, of which no one may take more than in proportion. */
  readonly shapes: Readonly<Record<string, (size: number) => Buffer>>
  /** What an input has to be put into after it was changed, such as a new seal. */
  readonly finish?: (input: Buffer) => Buffer
}

/** Errors that somebody has thought of; all others are defects. */
export function isOwn(error: unknown): boolean {
  return error instanceof CouldNotRead || error instanceof ConfigurationError || error instanceof FileProblem
}

const root = graphRootOf(undefined)
const tenantId = samples.tenantId

/** Graph, as far as it answers with these bodies, one after the other. */
function graphOf(bodies: readonly Buffer[]): GraphConnection {
  let requests = 0
  const answer = (endpoint: string) => {
    const body = bodies[requests] ?? Buffer.alloc(0)
    requests += 1
    return Promise.resolve({
      endpoint,
      status: 200,
      contentType: 'application/json',
      requestId: undefined,
      text: body.toString('utf8').replace(/^\uFEFF/, ''),
      sha256: createHash('sha256').update(body).digest('hex'),
    })
  }
  const graph: GraphConnection = {
    root,
    rate: undefined,
    outlook: () => undefined,
    within: () => graph,
    until: () => graph,
    get: (version, path) => answer(`${root.origin}/${version}${path}`),
    follow: (link) => answer(link),
    get requests() {
      return requests
    },
  }
  return graph
}

const clock = () => now

const countReport: Target = {
  name: 'count report',
  samples: samples.countReports,
  passes: async (input) =>
    goesOn(enoughRule, [await readRegistrationCounts(graphOf([input]), tenantId, clock)]),
  grants: oracle.countReportGrants,
  shapes: samples.shapesOfJson(
    (more) => `{"value":[{"id":"x","totalUserCount":100,"userRegistrationCounts":[${more}]}]}`,
    (at) => `{"registrationStatus":"s${at}","registrationCount":1}`,
  ),
}

const summary: Target = {
  name: 'summary',
  samples: samples.summaries,
  passes: async (input) =>
    goesOn(capableRule, [await readFeatureSummary(graphOf([input]), tenantId, clock, [])]),
  grants: oracle.summaryGrants,
  shapes: samples.shapesOfJson(
    (more) => `{"totalUserCount":100,"userRegistrationFeatureCounts":[${more}]}`,
    (at) => `{"feature":"s${at}","userCount":1}`,
  ),
}

const details: Target = {
  name: 'per-user report',
  samples: samples.details,
  passes: async (input) => {
    const request = { measures: ['mfaRegistered'], methodMeasures: [], segments: ['all'] } as const
    const asked = {
      ...request,
      exclusions: undefined,
      list: undefined,
      classification: undefined,
      groups: new Map(),
    }
    return goesOn(enoughRule, [
      await readRegistrationDetails(graphOf(samples.pagesIn(input)), tenantId, clock, asked),
    ])
  },
  grants: (input) => oracle.detailsGrants(samples.pagesIn(input)),
  shapes: samples.shapesOfJson(
    (more) => `{"value":[${more}]}`,
    (at) => `{"id":"${at}","isMfaRegistered":true}`,
  ),
}

const snapshot: Target = {
  name: 'snapshot',
  samples: [
    savedText({ snapshots: [recent(100, 96)], exclusionsSha256: undefined, version: '1.2.3' }),
    savedText({ snapshots: [recent(100, 33)], exclusionsSha256: undefined, version: '1.2.3' }),
  ].map((text) => Buffer.from(text)),
  passes: (input) => goesOn(enoughRule, parseSnapshot(decodeText(input), 'tenant.json').snapshots),
  grants: oracle.snapshotGrants,
  finish: resealed,
  shapes: samples.shapesOfJson(
    (more) => `{"kind":"entra-mfa-gate snapshot","snapshots":[${more}]}`,
    (at) => `{"population":${at}}`,
  ),
}

function recent(population: number, registered: number) {
  const made = snapshotOf(population, { mfaRegistered: registered })
  return { ...made, provenance: { ...made.provenance, receivedAt: now.toISOString() } }
}

/** As somebody would who knows how snapshots are sealed. */
function resealed(input: Buffer): Buffer {
  try {
    const { sha256: _, ...content } = JSON.parse(input.toString('utf8')) as Record<string, unknown>
    return Buffer.from(prettyCanonical({ ...content, sha256: sha256(canonical(content)) }))
  } catch {
    return input
  }
}

const rules: Target = {
  name: 'rules',
  samples: samples.rules,
  passes: (input) => goesOn(rulesIn(decodeText(input)), [poor]),
  grants: oracle.rulesGrant,
  shapes: {
    ...samples.shapesOfYaml('rules:\n', (at) => `  - {id: r${at}, measure: mfaRegistered, minimum: 95%}\n`),
    'one rule many times': (size) =>
      Buffer.from(`rules:\n${'  - {id: r, measure: mfaRegistered, minimum: 95%}\n'.repeat(size / 50)}`),
    stacks: (size) =>
      Buffer.from(
        `rules: [{id: r, measure: mfaRegistered, minimum: 95%}]\nstacks:\n${Array.from({ length: size / 60 }, (_, at) => `  - {match: "a*b*c*${at}/*/*", rules: {r: {minimum: 99%}}}\n`).join('')}`,
      ),
  },
}

const waivers: Target = {
  name: 'waivers',
  samples: samples.waivers,
  passes: (input) => {
    const { value, locate } = parseWaivers(decodeText(input), 'mfa-waivers.yaml', enoughRule.document)
    const list = value.waivers.map((entry, index) => waiverFrom(entry, locate(['waivers', String(index)])))
    return goesOn({ ...enoughRule, waivers: waiversFrom(list, undefined) }, [poor])
  },
  grants: oracle.waiversGrant,
  shapes: samples.shapesOfYaml(
    'waivers:\n',
    (at) =>
      `  - {rule: enough, stack: "*/*/*", reason: r${at}, owner: o, ticket: t, created: 2026-11-01, expires: 2026-12-01}\n`,
  ),
}

const tenants: Target = {
  name: 'tenants',
  samples: samples.tenants,
  passes: (input) => {
    parseTenants(decodeText(input), 'mfa-tenants.yaml')
    return false
  },
  grants: () => false,
  shapes: samples.shapesOfYaml('tenants:\n', (at) => `  - {tenant: t${at}.example, name: n${at}}\n`),
}

const locked = rulesIn('rules: [{id: enough, measure: mfaRegistered, minimum: 95%, locked: true}]')

const configuration: Target = {
  name: 'policy configuration',
  samples: samples.configurations,
  passes: (input) => {
    let sent: unknown
    try {
      sent = JSON.parse(input.toString('utf8'))
    } catch {
      return false
    }
    if (typeof sent !== 'object' || sent === null) return false
    let overrides: ReadonlyMap<string, PolicyOverride> = new Map()
    const problems = apply(
      {
        policies: [],
        inputs: undefined,
        entries: new Set(['enough', 'mfa-gate-tenant']),
        configure: (given) => {
          overrides = given
          return []
        },
        configureStack: () => undefined,
      },
      Object.entries(sent).map(([name, properties]) => ({
        name,
        level: 1,
        properties: { ...(properties as Record<string, unknown>) },
      })),
    )
    return problems.length === 0 && goesOn(locked, [poor], overrides)
  },
  // A locked rule can only be tightened.
  grants: () => false,
  shapes: samples.shapesOfJson(
    (more) => `{"enough":{"conditions":[${more}]}}`,
    (at) => `{"k${at}":1}`,
  ),
}

const keys = await makeKeys()
const bundle = Buffer.from(await makeBundle({ signingKey: keys.signingKey }))

const evidence: Target = {
  name: 'evidence',
  samples: [bundle],
  passes: async (input) =>
    (await verify(input, { keys: keys.keys, requireSignature: true, allowUnsigned: false })).result ===
    'sound',
  grants: (input) => oracle.bundleGrants(input, bundle),
  shapes: {
    'zeros after a bundle': (size) => Buffer.concat([bundle, Buffer.alloc(size)]),
    'heads of a bundle': (size) => Buffer.alloc(size, bundle.subarray(0, 40)),
    'tails of a bundle': (size) => Buffer.alloc(size, bundle.subarray(-60)),
  },
}

const insides = ['assessment', 'snapshot', 'rules', 'context', 'controls'] as const
const bundleOf = (registered: number) =>
  makeBundle({
    rules: 'rules: [{id: enough, measure: mfaRegistered, minimum: 95%}]',
    reading: { kind: 'snapshot', snapshot: snapshotOf(100, { mfaRegistered: registered }) },
  })
const [enoughBundle, poorBundle] = [await bundleOf(96), await bundleOf(33)]

/** What is in a bundle, as one JSON. */
function insideOf(archive: Uint8Array): Buffer {
  const files = filesOf(archive)
  return Buffer.from(
    JSON.stringify(Object.fromEntries(insides.map((name) => [name, jsonIn(files, `${name}.json`)]))),
  )
}

/** Made by somebody who knows how bundles are made: every seal and digest fits what was changed. */
function sealedAnew(input: Buffer): Uint8Array {
  const inside = JSON.parse(input.toString('utf8')) as Record<string, Record<string, unknown>>
  const files = filesOf(enoughBundle)
  for (const name of insides) {
    const content = name === 'snapshot' ? resealed(Buffer.from(JSON.stringify(inside[name]))) : undefined
    files.set(`${name}.json`, content ?? prettyBytes(inside[name] ?? {}))
  }
  const { outcome } = inside['assessment'] ?? {}
  files.set('manifest.json', prettyBytes({ ...jsonIn(files, 'manifest.json'), outcome }))
  return pack(withManifest(files))
}

const evidenceInside: Target = {
  name: 'evidence sealed again',
  samples: [enoughBundle, poorBundle].map(insideOf),
  passes: async (input) => {
    let archive: Uint8Array
    try {
      archive = sealedAnew(input)
    } catch {
      // What the forger cannot put into a bundle is none.
      return false
    }
    const { result, manifest } = await verify(archive)
    return result === 'sound' && manifest?.outcome === 'pass'
  },
  grants: oracle.evidenceGrants,
  shapes: {},
}

const environment: Target = {
  name: 'environment',
  samples: samples.environments,
  passes: (input) => {
    const variables = samples.variablesIn(input)
    settingsFrom(variables)
    chooseCredential(variables)
    return false
  },
  grants: () => false,
  shapes: {
    'many variables': (size) =>
      Buffer.from(Array.from({ length: size / 20 }, (_, at) => `MFA_GATE_X${at}=1`).join('\n')),
    'a long list': (size) => Buffer.from(`MFA_GATE_OTHER_TENANTS=${'a.example,'.repeat(size / 10)}`),
    'a long proxy': (size) => Buffer.from(`HTTPS_PROXY=http://${'a'.repeat(size)}`),
    'a long time': (size) => Buffer.from(`MFA_GATE_TIMEOUT=${' '.repeat(size)}30s`),
    'a long pace': (size) => Buffer.from(`MFA_GATE_PACE=${'1'.repeat(size)}/10s`),
  },
}

const graphAppId = '00000003-0000-0000-c000-000000000000'

const token: Target = {
  name: 'token',
  samples: samples.tokens,
  passes: (input) => {
    const claims = claimsOf(input.toString('utf8'))
    checkTenant(claims, tenantId)
    checkAudience(claims, clouds.public)
    return true
  },
  grants: (input) => oracle.tokenGrants(input, tenantId, ['https://graph.microsoft.com', graphAppId]),
  finish: samples.packedToken,
  shapes: {
    'a long claim': (size) =>
      samples.packedToken(Buffer.from(JSON.stringify({ tid: tenantId, aud: 'a'.repeat(size) }))),
    'many dots': (size) => Buffer.from('.'.repeat(size)),
    slashes: (size) =>
      samples.packedToken(Buffer.from(JSON.stringify({ tid: tenantId, aud: '/'.repeat(size) }))),
  },
}

export const targets: readonly Target[] = [
  ...[countReport, summary, details, snapshot, rules, waivers],
  ...[tenants, configuration, evidence, evidenceInside, environment, token],
]
