import type { DirectoryFailure, OpenAnswer } from './directory-failure.ts'
import type { ExclusionCap } from './exclusion.ts'
import type { Unmatched } from './named-entries.ts'
import type { PageFault, PageLedger } from './ledger.ts'
import type { Measure } from './measure.ts'
import type { PolicyGap } from './policy-gap.ts'
import type { Segment } from './segment.ts'
import type { SignInFailure } from './sign-in-failure.ts'
import type { Source } from './source.ts'

/** Why an answer could not be found out: a code for machines, and the facts that its sentence needs. */
export type Undetermined =
  | SignInFailure
  | GraphFailure
  | BodyFailure
  | DirectoryFailure
  | SnapshotFailure
  | PlaceFailure
  | RuleFailure
  | SettingsFailure

/** What every failure on the way to a report may carry; a ledger when some pages had come. */
interface OnTheWay {
  readonly requestId?: string | undefined
  readonly ledger?: PageLedger | undefined
}

type GraphFailure = OnTheWay &
  (
    | {
        readonly code: 'deadline-exceeded'
        readonly seconds: number
        readonly during: string
        /** Host and port of the proxy that it went through. */
        readonly proxy?: string | undefined
        /** How long the reading would take by all that is known. */
        readonly neededSeconds?: number | undefined
      }
    | {
        readonly code: 'deadline-too-short'
        readonly seconds: number
        readonly neededSeconds: number
        readonly users: number
      }
    | { readonly code: 'graph-unreachable'; readonly host: string; readonly cause: string }
    | {
        readonly code: 'throttled'
        /** 429 or 509; undefined: 429. */
        readonly status?: number | undefined
        /** Undefined: Microsoft Graph. */
        readonly host?: string | undefined
        readonly attempts: number
        readonly retryAfterSeconds: number | undefined
      }
    | {
        readonly code: 'graph-unavailable'
        readonly status: number
        readonly attempts: number
        readonly retryAfterSeconds?: number | undefined
      }
    | {
        readonly code: 'permission-missing'
        readonly permission: string
        readonly graphCode: string
        /** A list of the directory, as its ledger calls it; undefined: a report. */
        readonly list?: string | undefined
      }
    | { readonly code: 'directory-read-missing'; readonly graphCode: string }
    | { readonly code: 'role-missing'; readonly graphCode: string }
    | { readonly code: 'licence-missing'; readonly graphCode: string }
    | { readonly code: 'claims-challenge' }
    | { readonly code: 'token-rejected'; readonly graphCode: string | undefined }
    | {
        readonly code: 'report-absent'
        /** Graph's name of it; undefined: the count report. */
        readonly report?: string | undefined
        readonly status: number
        readonly graphCode: string | undefined
      }
    | { readonly code: 'redirected'; readonly status: number }
    | { readonly code: 'graph-refused'; readonly status: number; readonly graphCode: string | undefined }
  )

interface BodyOf {
  /** Undefined: Microsoft Graph. */
  readonly host?: string | undefined
}

type BodyFailure = OnTheWay &
  (
    | (BodyOf & { readonly code: 'body-cut' })
    | (BodyOf & { readonly code: 'body-too-large'; readonly limitBytes: number })
    | (BodyOf & { readonly code: 'body-encoded'; readonly encoding: string })
    | { readonly code: 'body-not-json'; readonly contentType: string | undefined }
    | { readonly code: 'body-is-error'; readonly graphCode: string | undefined }
    | { readonly code: 'body-unexpected'; readonly problem: string }
    | { readonly code: 'report-empty' }
    | { readonly code: 'report-ambiguous'; readonly entries: number }
    | { readonly code: 'report-incomplete' }
    | {
        readonly code: 'pages-doubtful'
        readonly fault: PageFault
        /** A list of the directory, as its ledger calls it; undefined: the per-user report. */
        readonly list?: string | undefined
      }
  )

type SnapshotFailure =
  | { readonly code: 'measure-missing'; readonly measure: Measure; readonly seen: readonly Measure[] }
  | { readonly code: 'population-zero' }
  | { readonly code: 'segment-empty'; readonly segment: Segment }
  | { readonly code: 'segment-missing'; readonly segment: Segment; readonly source: Source }
  | {
      readonly code: 'source-cannot'
      readonly measure: Measure
      readonly segment: Segment
      /** Those that were considered and cannot. */
      readonly sources: readonly Source[]
      /** True when it is the exclusions that they cannot heed. */
      readonly exclusions?: boolean | undefined
    }
  | {
      readonly code: 'segment-above-tenant'
      readonly segment: Segment
      /** The measure whose users are too many; undefined: all users of the segment are. */
      readonly measure: Measure | undefined
      readonly users: number
      readonly inTenant: number
    }
  | {
      /** Saved numbers alone can be so. */
      readonly code: 'methods-unlike-population'
      readonly segment: Segment
      readonly users: number
      readonly population: number
    }
  /** Nobody knows what these methods are, and the answer hangs on it. */
  | ({ readonly code: 'methods-unclassified' } & OpenAnswer)
  | {
      /** Exclusions left nobody over, which is another thing than that nobody is there. */
      readonly code: 'all-excluded'
      readonly segment: Segment
      readonly excluded: number
    }
  | { readonly code: 'source-needs-user'; readonly source: Source }
  | {
      readonly code: 'not-in-snapshot'
      readonly file: string
      readonly measure: Measure
      readonly segment: Segment
    }
  | {
      readonly code: 'snapshot-simulated'
      readonly file: string
      /** What stands behind it: nothing is named, what is named does not answer, or another than it was read from. */
      readonly standIn: 'none' | 'silent' | 'another'
    }
  | { readonly code: 'snapshot-unpinned'; readonly file: string; readonly tenantId: string }
  | {
      readonly code: 'snapshot-of-other-cloud'
      readonly file: string
      readonly host: string
      readonly cloud: string
    }
  | { readonly code: 'snapshot-excludes-otherwise'; readonly file: string }
  | ({
      readonly code: 'exclusion-unmatched'
      readonly ledger?: PageLedger | undefined
      /** Those that may match nobody, and do. */
      readonly others?: Unmatched | undefined
    } & Unmatched)
  | {
      readonly code: 'too-many-excluded'
      readonly ledger?: PageLedger | undefined
      readonly excluded: number
      readonly population: number
      /** Which users they are of; undefined: all. */
      readonly segment?: Segment | undefined
      readonly cap: ExclusionCap
      /** Entries that match nobody, where no snapshot tells of them. */
      readonly unmatched?: Unmatched | undefined
    }
  | {
      readonly code: 'count-above-population'
      readonly measure: Measure
      readonly count: number
      readonly population: number
    }

/** Why numbers that several runs share could not be had. */
type PlaceFailure =
  | { readonly code: 'place-unusable'; readonly place: string; readonly problem: string }
  /** Who must not take what is unsigned, and cannot sign, keeps nothing that others like him would take. */
  | { readonly code: 'nothing-signed'; readonly place: string; readonly keyFile: string }
  | {
      /** Another run has just been refused, and its reason holds for this one. */
      readonly code: 'refused-elsewhere'
      readonly place: string
      readonly secondsAgo: number
      readonly what: string
      readonly todo: string
    }

/** What the rule demands besides numbers is not there, or what it demands cannot be settled. */
type RuleFailure =
  | {
      readonly code: 'population-too-small'
      readonly population: number
      readonly required: number
      readonly segment?: Segment | undefined
    }
  | {
      readonly code: 'snapshot-too-old'
      readonly receivedAt: string
      readonly age: string
      readonly most: string
    }
  | {
      readonly code: 'deployed-elsewhere'
      /** Name of the provider that deploys there. */
      readonly provider: string
      /** An id, or whatever else the provider names its tenant by; empty where that is no text. */
      readonly deployed: string
      readonly judged: readonly string[]
    }
  | {
      /** A Conditional Access policy in the plan does not tell whom it would ask for what. */
      readonly code: 'policy-open'
      readonly gaps: readonly PolicyGap[]
    }
  | { readonly code: 'snapshot-from-future'; readonly receivedAt: string }
  | {
      readonly code: 'clock-off'
      /** Negative: behind. */
      readonly aheadMs: number
      /** What would be decided by it. */
      readonly hangs: 'ramp' | 'waiver' | 'joiners'
    }
  | { readonly code: 'baseline-unreadable'; readonly file: string; readonly problem: string }
  | { readonly code: 'no-step-in-force'; readonly first: string; readonly origin: string | undefined }
  | {
      readonly code: 'stack-unknown'
      /** Where the entries stand that may or may not apply. */
      readonly origins: readonly string[]
      readonly missing: readonly ('organization' | 'project' | 'stack' | 'tags')[]
    }

/** The gate itself is set up wrongly: a rules file that cannot be read, a setting that makes no sense. */
interface SettingsFailure {
  readonly code: 'settings-invalid'
  readonly problems: readonly string[]
}

export type UndeterminedCode = Undetermined['code']
