/** Outages, broken transport and proxies that answer themselves, which can befall the login as any report. */
const sharedFaultKinds = [
  'throttle-429',
  'server-500',
  'bad-gateway-502-html',
  'unavailable-503',
  'gateway-timeout-504',
  'hang',
  'hang-body',
  'cut-body',
  'reset',
  'html-200',
  'empty-200',
  'not-json',
  'error-in-200',
  'no-content-204',
  'redirect-302',
  'gone-404',
  'bandwidth-509',
  'proxy-403-html',
  'proxy-407-html',
  'proxy-504-html',
  'gzip-bomb',
  'endless-403',
  'cut-gzip',
  'deflated',
  'brotli',
  'unknown-encoding',
] as const

/** What login and Graph tell of the time. */
const clockFaultKinds = ['date-day-ahead', 'date-day-behind', 'no-date'] as const

/** Faults of those who vouch for a workload: a pipeline's token service, a machine's metadata service. */
export const issuerFaultKinds = sharedFaultKinds

/** What is wrong with the body of an answer of Graph, whichever report it is. */
const bodyFaultKinds = ['duplicate-key', 'json-like-type'] as const

/** Tokens that Graph does not take any more. */
const tokenFaultKinds = ['revoked-401', 'claims-401'] as const

export const loginFaultKinds = [
  ...sharedFaultKinds,
  ...clockFaultKinds,
  'wrong-secret',
  'secret-expired',
  'unknown-app',
  'other-tenant-token',
  'other-cloud-token',
] as const

export const reportFaultKinds = [
  ...sharedFaultKinds,
  ...clockFaultKinds,
  ...bodyFaultKinds,
  ...tokenFaultKinds,
  'licence-403',
  'permission-403',
  'role-403',
  'directory-read-403',
  'empty-value',
  'two-reports',
  'next-link',
  'renamed-next-link',
  'nested-next-link',
  'count-mismatch',
  'removed-entry',
  'missing-measure',
  'no-statuses',
  'count-above-population',
  'string-counts',
  'negative-count',
  'fraction-count',
  'unknown-status',
  'duplicate-status',
] as const

export const detailsFaultKinds = [
  ...sharedFaultKinds,
  ...bodyFaultKinds,
  ...tokenFaultKinds,
  'licence-403',
  'permission-403',
  'role-403',
  'repeat-next-link',
  'renamed-next-link',
  'foreign-next-link',
  'other-next-link',
  'narrowed-next-link',
  'ends-early',
  'count-mismatch',
  'missing-value',
  'row-without-flag',
  'row-without-id',
  'row-without-type',
  'row-without-methods',
  'rows-without-methods',
  'null-methods',
  'renamed-methods',
  'whole-rows',
  'row-without-name',
  'duplicate-rows',
  'braced-duplicate',
  'removed-row',
  'ignored-filter',
  'empty-filter',
  'refused-filter',
  'unsaid-admin',
  'skip-token-400',
] as const

export const summaryFaultKinds = [
  ...sharedFaultKinds,
  ...bodyFaultKinds,
  ...tokenFaultKinds,
  'licence-403',
  'permission-403',
  'role-403',
  'missing-feature',
  'duplicate-feature',
  'count-above-population',
  'next-link',
  'other-roles',
  'other-types',
  'segment-above-tenant',
] as const

export const signInFaultKinds = [
  ...sharedFaultKinds,
  ...clockFaultKinds,
  ...bodyFaultKinds,
  ...tokenFaultKinds,
  'licence-403',
  'permission-403',
  'role-403',
  'sample-sums',
  'sums-above-total',
  'sums-below-total',
  'null-sums',
  'negative-sums',
  'fraction-sums',
  'string-sums',
  'no-sign-ins',
  'no-days',
  'no-value',
  'no-dates',
  'today-alone',
  'one-day-late',
  'day-twice',
  'next-link',
  'next-link-too-early',
] as const

/** Of lists of the directory: groups, users, roles. */
export const directoryFaultKinds = [
  ...sharedFaultKinds,
  ...bodyFaultKinds,
  ...tokenFaultKinds,
  'privileges-403',
  'absent-404',
  'repeat-next-link',
  'renamed-next-link',
  'foreign-next-link',
  'other-next-link',
  'narrowed-next-link',
  'ends-early',
  'count-mismatch',
  'missing-value',
  'row-without-id',
  'duplicate-rows',
  'removed-row',
  'skip-token-400',
] as const

export type TokenFaultKind = (typeof tokenFaultKinds)[number]
export type BodyFaultKind = (typeof bodyFaultKinds)[number]
export type ClockFaultKind = (typeof clockFaultKinds)[number]
export type SharedFaultKind = (typeof sharedFaultKinds)[number]
export type LoginFaultKind = (typeof loginFaultKinds)[number]
export type ReportFaultKind = (typeof reportFaultKinds)[number]
export type DetailsFaultKind = (typeof detailsFaultKinds)[number]
export type SummaryFaultKind = (typeof summaryFaultKinds)[number]
export type SignInFaultKind = (typeof signInFaultKinds)[number]
export type DirectoryFaultKind = (typeof directoryFaultKinds)[number]
export type FaultKind =
  | LoginFaultKind
  | ReportFaultKind
  | DetailsFaultKind
  | SummaryFaultKind
  | SignInFaultKind
  | DirectoryFaultKind

/** Which faults can be asked for where. */
export const faultPlaces = {
  login: loginFaultKinds,
  issuer: issuerFaultKinds,
  report: reportFaultKinds,
  details: detailsFaultKinds,
  summary: summaryFaultKinds,
  signIns: signInFaultKinds,
  directory: directoryFaultKinds,
} as const
