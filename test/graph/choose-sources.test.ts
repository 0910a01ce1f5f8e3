import assert from 'node:assert/strict'
import { chooseSources, type SignedInquiry } from '../../src/graph/choose-sources.ts'
import type { Measure } from '../../src/model/measure.ts'
import type { Segment } from '../../src/model/segment.ts'
import type { SourceChoice } from '../../src/model/source.ts'

interface Row {
  readonly title: string
  /** `measure/segment`, as the rules ask. */
  readonly asks: readonly `${Measure}/${Segment}`[]
  /** Permissions of an app. */
  readonly app?: readonly string[]
  /** Permissions of a signed-in user, in place of an app's. */
  readonly user?: string
  readonly source?: SourceChoice
  readonly more?: Partial<SignedInquiry>
  /** `source (why): what it answers`, or `refused: code: what`. */
  readonly reads: readonly string[]
}

const nobody = { list: [], cap: undefined, sha256: '', accountsSha256: '' }
const both = ['Reports.Read.All', 'AuditLog.Read.All']

const rows: readonly Row[] = [
  {
    title: 'one request does for the whole tenant, and nothing need be said of it',
    asks: ['mfaRegistered/all'],
    app: both,
    reads: ['registrationCounts (-): mfaRegistered/all'],
  },
  {
    title: 'an explicit auto says why',
    asks: ['mfaRegistered/all'],
    app: both,
    source: 'auto',
    reads: ['registrationCounts (cheapest): mfaRegistered/all'],
  },
  {
    title: 'segments need the users',
    asks: ['mfaRegistered/members', 'mfaRegistered/admins'],
    app: both,
    reads: ['registrationDetails (segments): mfaRegistered/members, mfaRegistered/admins'],
  },
  {
    title: 'when the users are read anyway, they answer what they can',
    asks: ['mfaRegistered/all', 'mfaRegistered/admins'],
    app: both,
    reads: ['registrationDetails (segments): mfaRegistered/all, mfaRegistered/admins'],
  },
  {
    title: 'a measure that only the count report has is read there, beside the users',
    asks: ['ssprOrMfaCapable/all', 'mfaCapable/all'],
    app: both,
    reads: [
      'registrationCounts (cheapest): ssprOrMfaCapable/all',
      'registrationDetails (measures): mfaCapable/all',
    ],
  },
  {
    title: 'an app may not read the summary, so capable users are counted',
    asks: ['mfaCapable/all'],
    app: both,
    reads: ['registrationDetails (measures): mfaCapable/all'],
  },
  {
    title: 'a signed-in user may read the summary, for segments too',
    asks: ['mfaCapable/members', 'ssprEnabled/admins'],
    user: 'openid AuditLog.Read.All',
    reads: ['featureSummary (segments): mfaCapable/members, ssprEnabled/admins'],
  },
  {
    title: 'capable is not taken for registered, so a signed-in user counts the users as well',
    asks: ['mfaRegistered/all', 'mfaCapable/all'],
    user: 'AuditLog.Read.All',
    reads: ['registrationDetails (permission): mfaRegistered/all, mfaCapable/all'],
  },
  {
    title: 'without the permission for the count report the users are counted',
    asks: ['mfaRegistered/all'],
    app: ['AuditLog.Read.All'],
    reads: ['registrationDetails (permission): mfaRegistered/all'],
  },
  {
    title: 'without any permission the cheapest is tried, so that its refusal says what to grant',
    asks: ['mfaRegistered/all'],
    app: [],
    reads: ['registrationCounts (-): mfaRegistered/all'],
  },
  {
    title: 'exclusions need the users',
    asks: ['mfaRegistered/all'],
    app: both,
    more: { exclusions: nobody },
    reads: ['registrationDetails (exclusions): mfaRegistered/all'],
  },
  {
    title: 'what cannot heed exclusions is not read in their place',
    asks: ['ssprOrMfaCapable/all', 'mfaRegistered/all'],
    app: both,
    more: { exclusions: nobody },
    reads: [
      'registrationDetails (exclusions): mfaRegistered/all',
      'refused: source-cannot: ssprOrMfaCapable/all',
    ],
  },
  {
    title: 'names need the users',
    asks: ['mfaRegistered/all'],
    app: both,
    more: { list: { add: () => undefined, restart: () => undefined } },
    reads: ['registrationDetails (list): mfaRegistered/all'],
  },
  {
    title: 'where the count report does not exist the users are counted',
    asks: ['mfaRegistered/all'],
    app: both,
    more: { without: ['registrationCounts'] },
    reads: ['registrationDetails (absent): mfaRegistered/all'],
  },
  {
    title: 'no source has a measure that exists nowhere for that segment',
    asks: ['ssprOrMfaCapable/guests'],
    app: both,
    reads: ['refused: source-cannot: ssprOrMfaCapable/guests'],
  },
  {
    title: 'a named source is read, and not another for what it lacks',
    asks: ['mfaRegistered/all', 'mfaCapable/all'],
    app: both,
    source: 'registrationCounts',
    reads: ['registrationCounts (named): mfaRegistered/all', 'refused: source-cannot: mfaCapable/all'],
  },
  {
    title: 'a named source that apps may not read is not asked by an app',
    asks: ['mfaCapable/all', 'mfaRegistered/all'],
    app: both,
    source: 'featureSummary',
    reads: ['refused: source-needs-user: mfaCapable/all', 'refused: source-cannot: mfaRegistered/all'],
  },
  {
    title: 'the users may be counted where one request would do',
    asks: ['mfaRegistered/all'],
    app: both,
    source: 'registrationDetails',
    reads: ['registrationDetails (named): mfaRegistered/all'],
  },
]

describe('The choice of sources', () => {
  for (const { title, asks, app, user, source, more, reads } of rows) {
    it(title, () => {
      const questions = asks.map((ask) => {
        const [measure, segment] = ask.split('/') as [Measure, Segment]
        return { measure, segment }
      })
      const claims = { tid: 'tenant', ...(user === undefined ? { roles: [...(app ?? [])] } : { scp: user }) }
      const inquiry = { questions, source, claims, ...more }
      const seen = chooseSources(inquiry).map((step) => {
        const answers = step.answers.map(({ measure, segment }) => `${measure}/${segment}`).join(', ')
        return step.source === undefined
          ? `refused: ${step.reason.code}: ${answers}`
          : `${step.source} (${step.chosen ?? '-'}): ${answers}`
      })
      assert.deepEqual(seen, reads)
    })
  }
})
