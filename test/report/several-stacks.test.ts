import assert from 'node:assert/strict'
import { resolve } from 'node:path'
import type { Environment } from '../../src/config/environment.ts'
import { placesIn } from '../../src/config/places-in.ts'
import type { TenantReading } from '../../src/model/tenant-reading.ts'
import type { FormatName } from '../../src/report/formats/formats.ts'
import { unknownStack } from '../../src/rules/stack.ts'
import { measures } from '../../src/schemas/rule.ts'
import { snapshotOf } from '../support/make.ts'
import { readGitlab, readJunit, readOcsf, readSarif } from './consumers.ts'
import { rendered as renderedAs } from './rendered.ts'
import { inputOf, sampleReading, sampleRules } from './sample.ts'

const stackOf = (stack: string) => ({ ...unknownStack, organization: 'acme', project: 'shop', stack })

async function rendered(format: FormatName, ...given: Parameters<typeof inputOf>): Promise<string> {
  return renderedAs(format, await inputOf(...given))
}

/** What each tool knows a finding by from one upload to the next. */
const identities: readonly (readonly [
  FormatName,
  (text: string) => readonly string[] | Promise<readonly string[]>,
])[] = [
  [
    'sarif',
    (text) => {
      const { automationDetails, results = [] } = readSarif(text)
      const marks = results.map(({ partialFingerprints }) =>
        Object.values(partialFingerprints ?? {}).join(' '),
      )
      return [automationDetails?.id ?? '', ...marks]
    },
  ],
  ['gitlab', (text) => readGitlab(text).map(({ fingerprint }) => fingerprint)],
  ['junit', async (text) => (await readJunit(text)).map(({ classname, name }) => `${classname}.${name}`)],
  [
    'ocsf',
    (text) =>
      readOcsf(text).map((event) => (event as unknown as { finding_info: { uid: string } }).finding_info.uid),
  ],
]

describe('Reports of several stacks in one tool', () => {
  for (const [format, read] of identities) {
    it(`are told apart in ${format}, and stay the same from run to run`, async () => {
      const one = await read(await rendered(format, sampleRules, sampleReading, stackOf('prod')))
      const again = await read(await rendered(format, sampleRules, sampleReading, stackOf('prod')))
      const other = await read(await rendered(format, sampleRules, sampleReading, stackOf('dev')))
      assert.deepEqual(one, again)
      assert.ok(one.length > 3)
      assert.deepEqual(
        one.filter((mark) => other.includes(mark)),
        [],
      )
    })

    it(`name the stack in every message of ${format}`, async () => {
      const text = await rendered(format, sampleRules, sampleReading, stackOf('prod'))
      assert.equal(text.split(/Stack: acme\/shop\/prod\./).length - 1, format === 'gitlab' ? 5 : 6)
    })

    it(`say nothing of a stack in ${format} where nobody names one`, async () => {
      assert.doesNotMatch(
        await rendered(format, sampleRules, sampleReading, unknownStack),
        /undefined|Stack:/,
      )
    })
  }
})

const here = resolve('/repo/infra')
const places: readonly (readonly [title: string, Environment, file: string, as: string | undefined])[] = [
  ['a file below, without a pipeline', {}, 'rules/mfa.yaml', 'rules/mfa.yaml'],
  ['a file above, without a pipeline', {}, '../mfa.yaml', undefined],
  ['a file below the top of the repository', { GITHUB_WORKSPACE: '/repo' }, 'mfa.yaml', 'infra/mfa.yaml'],
  ['a file beside', { CI_PROJECT_DIR: '/repo' }, '../mfa.yaml', 'mfa.yaml'],
  ['an absolute one', { BUILD_SOURCESDIRECTORY: '/repo/' }, '/repo/infra/..mfa.yaml', 'infra/..mfa.yaml'],
  ['one elsewhere', { GITHUB_WORKSPACE: '/repo' }, '/etc/mfa.yaml', undefined],
  ['one of a neighbour', { GITHUB_WORKSPACE: '/repo' }, '/repository/mfa.yaml', undefined],
  ['a variable that is empty', { GITHUB_WORKSPACE: ' ' }, 'mfa.yaml', 'mfa.yaml'],
]

describe('The place of a finding', () => {
  for (const [title, environment, file, as] of places) {
    it(`is ${as ?? 'none'} for ${title}`, () => assert.equal(placesIn(environment, here)(file), as))
  }

  it('is left out for a file that lies outside, and a stand-in where the format demands one', async () => {
    const input = await inputOf()
    const text = (format: FormatName) => renderedAs(format, input, { placed: () => undefined })
    assert.doesNotMatch(await text('github'), /file=|line=/)
    assert.doesNotMatch(await text('azure-devops'), /sourcepath|linenumber/)
    assert.doesNotMatch(await text('junit'), /file=/)
    for (const { location } of readGitlab(await text('gitlab')))
      assert.deepEqual(location, { path: 'mfa-rules.yaml', lines: { begin: 1 } })
    for (const { locations } of readSarif(await text('sarif')).results ?? [])
      assert.equal(locations?.[0]?.physicalLocation?.artifactLocation?.uri, 'mfa-rules.yaml')
  })
})

describe('What is told to do about users who lack a measure', () => {
  const [register, reset] = ['https://aka.ms/mfasetup', 'https://aka.ms/ssprsetup']
  const own = 'https://aka.ms/mysecurityinfo'
  const messages: Readonly<
    Record<(typeof measures)[number], readonly [page: string | undefined, words: RegExp]>
  > = {
    mfaRegistered: [register, /missing users register/],
    mfaCapable: [register, /authentication methods policy/],
    passwordlessCapable: [undefined, /authentication methods policy/],
    ssprRegistered: [reset, /missing users register/],
    ssprEnabled: [undefined, /password reset policy of the tenant, which users cannot do themselves/],
    ssprCapable: [reset, /password reset policy of the tenant/],
    ssprOrMfaCapable: [register, /by policy/],
    phishingResistant: [own, /allow the missing users passkeys/],
    phishingResistantDeviceBound: [own, /a synced passkey does not count/],
    strongMethod: [register, /missing users register/],
    notPhoneOnly: [own, /without any method for MFA are among them/],
  }
  const visible: readonly FormatName[] = ['text', 'sarif', 'ocsf', 'html', 'gitlab', 'junit']
  for (const measure of measures) {
    it(`belongs to ${measure} alike in ${visible.join(', ')}`, async () => {
      const rules = `rules: [{ id: a, measure: ${measure}, minimum: 99% }]`
      const counted = snapshotOf(1_000, { [measure]: 1 })
      const methods = [{ strongest: 'none', registered: false, users: counted.population }] as const
      const source = measure === 'ssprOrMfaCapable' ? 'registrationCounts' : 'registrationDetails'
      const snapshot = { ...counted, methods, provenance: { ...counted.provenance, source } } as const
      const reading = { kind: 'snapshot', snapshot } as const
      const [page, words] = messages[measure]
      for (const format of visible) {
        const text = await rendered(format, rules, reading)
        assert.match(text, words, format)
        const pages = new Set(text.match(/https:\/\/aka\.ms\/\w+/g))
        assert.deepEqual([...pages], page === undefined ? [] : [page], format)
      }
    })
  }
})

describe('OCSF of a reading from two sources', () => {
  it('names the tenant and the stand-in of each finding, also where one of the sources failed', async () => {
    const rules = `rules:
  - { id: counted, measure: mfaRegistered, minimum: 10% }
  - { id: walked, measure: mfaCapable, minimum: 10% }
`
    const counted = snapshotOf(1_000, { mfaRegistered: 500 })
    const provenance = { ...counted.provenance, simulated: true }
    const reading: TenantReading = [
      {
        source: 'registrationCounts',
        answers: [{ measure: 'mfaRegistered', segment: 'all' }],
        reading: { kind: 'snapshot', snapshot: { ...counted, provenance } },
      },
      {
        source: 'registrationDetails',
        answers: [{ measure: 'mfaCapable', segment: 'all' }],
        reading: { kind: 'undetermined', reason: { code: 'report-empty' } },
      },
    ]
    const events = readOcsf(await rendered('ocsf', rules, reading)) as unknown as readonly {
      finding_info: { uid: string }
      resources: readonly { uid: string; labels?: readonly string[] }[]
      metadata: { tenant_uid?: string }
    }[]
    assert.equal(events.length, 2)
    for (const { finding_info, resources, metadata } of events) {
      assert.ok(finding_info.uid.includes(counted.tenantId))
      assert.deepEqual(resources[0]?.labels, ['simulated'])
      assert.equal(resources[0].uid, counted.tenantId)
      assert.equal(metadata.tenant_uid, counted.tenantId)
    }
  })
})

describe('CSV', () => {
  it('begins with the mark by which Excel knows UTF-8', async () => {
    assert.ok((await rendered('csv')).startsWith('\uFEFFrule,'))
  })
})
