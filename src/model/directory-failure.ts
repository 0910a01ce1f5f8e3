import type { Measure } from './measure.ts'
import type { OpenMethods } from './methods/interval.ts'
import type { Population } from './populations.ts'
import type { Segment } from './segment.ts'

/** An answer that hangs on users of whom nobody can tell what they have. */
export interface OpenAnswer {
  readonly measure: Measure
  readonly segment: Segment
  readonly surely: number
  readonly possibly: number
  readonly population: number
  readonly open: OpenMethods
}

/** The directory did not tell whom the numbers are about, or how many there should be, or others say otherwise. */
export type DirectoryFailure =
  | {
      readonly code: 'group-absent'
      readonly group: string
      readonly status: number
      readonly graphCode: string | undefined
      readonly requestId?: string | undefined
    }
  | { readonly code: 'group-hidden'; readonly group: string; readonly requestId?: string | undefined }
  | { readonly code: 'roles-empty'; readonly segment: Segment }
  | {
      /** A group has users, of whom none is in the report. */
      readonly code: 'group-unreported'
      readonly segment: Segment
      readonly withoutRow: number
    }
  | { readonly code: 'accounts-not-asked' }
  | {
      readonly code: 'accounts-fewer'
      readonly enabled: number
      readonly rows: number
      /** In percent. */
      readonly tolerance: string
    }
  | {
      readonly code: 'populations-apart'
      readonly fewer: Population
      readonly more: Population
      /** In percent. */
      readonly tolerance: string
    }
  /** Users are in no row of the report, and the answer hangs on them. */
  | ({ readonly code: 'rows-missing'; readonly missing: number } & OpenAnswer)
