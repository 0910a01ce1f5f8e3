import type { Source, sourceChoices } from '../schemas/source.ts'
import { segments } from '../schemas/segment.ts'
import { type Measure, namesIn } from './measure.ts'
import type { Question } from './question.ts'
import { isNamed, type NamedSegment } from './segment.ts'

export type { Source }

/** What may be asked for: a source by name, or `auto`. */
export type SourceChoice = (typeof sourceChoices)[number]

/** What a source can say, and what it takes to read it. */
interface Capability {
  /** Where Graph serves it, version included. */
  readonly path: string
  readonly measures: readonly Measure[]
  readonly segments: readonly NamedSegment[]
  /** Whether it tells who is who, so that users of a group can be told. */
  readonly groups: boolean
  /** Whether accounts can be left out. */
  readonly exclusions: boolean
  readonly permission: string
  /** False: only a signed-in user may read it, no app of its own. */
  readonly apps: boolean
}

/** The facts of docs/sources.md. */
export const capabilities: Readonly<Record<Source, Capability>> = {
  registrationCounts: {
    path: '/beta/reports/getCredentialUserRegistrationCount',
    measures: measuresIn('registrationCounts'),
    segments: ['all'],
    groups: false,
    exclusions: false,
    permission: 'Reports.Read.All',
    apps: true,
  },
  registrationDetails: {
    path: '/v1.0/reports/authenticationMethods/userRegistrationDetails',
    measures: measuresIn('registrationDetails'),
    segments,
    groups: true,
    exclusions: true,
    permission: 'AuditLog.Read.All',
    apps: true,
  },
  featureSummary: {
    path: '/v1.0/reports/authenticationMethods/usersRegisteredByFeature',
    measures: measuresIn('featureSummary'),
    segments,
    groups: false,
    exclusions: false,
    permission: 'AuditLog.Read.All',
    apps: false,
  },
}

function measuresIn(source: Source): readonly Measure[] {
  return namesIn(source).map(([measure]) => measure)
}

/** Whether no source but the count report can answer. */
export function onlyInCountReport(question: Question): boolean {
  return !canAnswer('registrationDetails', question) && canAnswer('registrationCounts', question)
}

/** Whether a source can answer; a measure it lacks is never replaced by one that sounds alike. */
export function canAnswer(source: Source, { measure, segment }: Question): boolean {
  const { measures, segments: known, groups } = capabilities[source]
  return measures.includes(measure) && (isNamed(segment) ? known.includes(segment) : groups)
}
