import type { adminsFilters } from '../schemas/shapes.ts'

/** The account of a report that was read page by page: what was asked for, and what came. */
export interface PageLedger {
  /** Requests sent, repeated ones included. */
  readonly requests: number
  readonly pages: number
  readonly rows: number
  /** Rows with an id that had not come before. */
  readonly distinct: number
  readonly duplicates: number
  /** Rows that lack what was asked about, or an id. */
  readonly unusable: number
  /** How often the walk was begun anew, because its skip token had expired or a user had come twice. */
  readonly restarts: number
  /** What came of asking for admins alone; undefined: nobody wished that. */
  readonly adminsFilter?: AdminsFilter
  /** What was read of the directory beside the report; undefined: nothing. */
  readonly directory?: readonly DirectoryLedger[]
}

/** The account of a list of the directory. */
export interface DirectoryLedger {
  /** `group:` and an object id, `users`, or the name of a list of roles. */
  readonly what: string
  readonly requests: number
  readonly pages: number
  /** Distinct ones. */
  readonly rows: number
}

/**
 * `heeded`: the rows are of admins alone. Everything else: every user was read, since the filter was refused, a row of
 * somebody else came, nobody came, or more had to be known than the filter can tell.
 */
export type AdminsFilter = (typeof adminsFilters)[number]

/** Why pages that came with status 200 cannot be believed. */
export type PageFault =
  | { readonly kind: 'next-link-repeated' }
  | { readonly kind: 'next-link-foreign' }
  | { readonly kind: 'next-link-elsewhere' }
  | { readonly kind: 'value-missing' }
  | { readonly kind: 'count-unequal'; readonly declared: number; readonly rows: number }
  | { readonly kind: 'rows-lacking'; readonly member: string; readonly rows: number }
  /** Accounts without a userType, which segments and exclusions hang on. */
  | { readonly kind: 'types-lacking'; readonly accounts: number }
  | { readonly kind: 'rows-duplicated'; readonly rows: number }
  | { readonly kind: 'rows-removed'; readonly rows: number }
  | { readonly kind: 'fewer-after-restart'; readonly before: number; readonly after: number }
  | { readonly kind: 'skip-token-expired' }

/** What has been seen of a walk so far; one value a page. */
export interface LedgerLines {
  readonly pages: number
  readonly rows: number
  readonly unusable: number
}

export const emptyLines: LedgerLines = { pages: 0, rows: 0, unusable: 0 }

export function addPage(lines: LedgerLines, page: Omit<LedgerLines, 'pages'>): LedgerLines {
  return {
    pages: lines.pages + 1,
    rows: lines.rows + page.rows,
    unusable: lines.unusable + page.unusable,
  }
}

export function closeLedger(
  lines: LedgerLines,
  distinct: number,
  requests: number,
  restarts: number,
  adminsFilter?: AdminsFilter,
): PageLedger {
  const { pages, rows, unusable } = lines
  const duplicates = rows - distinct - unusable
  const counted = { requests, pages, rows, distinct, duplicates, unusable, restarts }
  return adminsFilter === undefined ? counted : { ...counted, adminsFilter }
}
