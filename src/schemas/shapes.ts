import { datePattern } from './date.ts'

/** Shapes that several documents share. */

/** How many of something, exact as a JavaScript number. */
export const amount = { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER } as const
export const text = { type: 'string' } as const
export const textOrNull = { type: ['string', 'null'] } as const
/** UTC. */
export const day = { type: 'string', pattern: datePattern } as const
/** ISO 8601, UTC. */
export const moment = { type: 'string', pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z$' } as const
/** SHA-256, lower-case hexadecimal. */
export const digest = { type: 'string', pattern: '^[0-9a-f]{64}$' } as const

/** The gate that wrote a document. */
export const tool = {
  type: 'object',
  additionalProperties: false,
  required: ['name', 'version'],
  properties: { name: { const: 'entra-mfa-gate' }, version: text },
} as const

/**
 * Names of a stack, in the texts of its document; null where something is not known. Whether further members are allowed
 * the document says.
 */
export function stackOf<const Name, const Value>(name: Name, value: Value) {
  return {
    type: 'object',
    required: ['organization', 'project', 'stack', 'tags'],
    properties: {
      organization: name,
      project: name,
      stack: name,
      tags: { type: ['object', 'null'], additionalProperties: value },
    },
  } as const
}
export const stack = stackOf(textOrNull, text)

/** What the directory says of completeness. */
export const accounts = {
  description: 'Enabled accounts by users/$count, and users of the report before any were left out.',
  type: 'object',
  additionalProperties: false,
  required: ['enabled', 'rows'],
  properties: { enabled: amount, rows: amount },
} as const

/** Context: how many sign-ins of a day used MFA, or that it could not be read. */
export const signIns = {
  description:
    'Sign-ins of one day and how many of them used MFA, or why that is not known; no verdict rests on it.',
  anyOf: [
    {
      type: 'object',
      additionalProperties: false,
      required: ['day', 'total', 'multiFactor'],
      properties: { day, total: amount, multiFactor: amount },
    },
    {
      type: 'object',
      additionalProperties: false,
      required: ['unread'],
      properties: { unread: { ...text, pattern: '^[a-z-]{1,40}$', description: 'Constant.' } },
    },
  ],
} as const

/** Of a group. */
export const withoutRow = {
  ...amount,
  description:
    'Users of the group, or with the role, who are in no row of the report, for example because they are disabled, new or unlicensed. They are not in the population.',
} as const

/** What was read of the directory beside a report. */
const directory = {
  description: 'What was read of the directory besides the report.',
  type: 'array',
  maxItems: 300,
  items: {
    type: 'object',
    additionalProperties: false,
    required: ['what', 'requests', 'pages', 'rows'],
    properties: { what: text, requests: amount, pages: amount, rows: amount },
  },
} as const

export const adminsFilters = ['heeded', 'refused', 'ignored', 'empty', 'passedOver'] as const

/** The account of a report that was read page by page; whether further members are allowed its document says. */
export const ledger = {
  description: 'What was counted while a report was read page by page.',
  type: 'object',
  required: ['requests', 'pages', 'rows', 'distinct', 'duplicates', 'unusable', 'restarts'],
  properties: {
    requests: amount,
    pages: amount,
    rows: amount,
    distinct: amount,
    duplicates: amount,
    unusable: amount,
    restarts: amount,
    adminsFilter: {
      description:
        'Present if only admins were asked for (adminsByFilter). heeded: the rows are of admins only. refused, ignored, empty, passedOver: every user was read instead.',
      type: 'string',
      enum: adminsFilters,
    },
    directory,
  },
} as const

/** The entries of an exclusion that fitted nobody. */
export const unmatched = {
  description: 'Entries of the exclusion that match nobody, by list and line; never a name.',
  type: 'object',
  additionalProperties: false,
  required: ['entries', 'at'],
  properties: { entries: amount, at: { type: 'array', items: text } },
} as const
