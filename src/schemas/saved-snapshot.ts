import { publishedId } from './published-id.ts'
import type { FromSchema } from 'json-schema-to-ts'
import { exclusionKinds } from './exclusions.ts'
import { methodCells } from './method-shapes.ts'
import { measures } from './rule.ts'
import { segmentName } from './segment.ts'
import {
  accounts,
  withoutRow,
  digest,
  ledger,
  moment,
  signIns,
  unmatched,
  amount as users,
} from './shapes.ts'
import { sources } from './source.ts'

// Told by name once, and not each on its own: the validator would be several times as large, and every preview loads it.
const counts = {
  description: 'Users by measure.',
  type: 'object',
  propertyNames: { enum: measures },
  additionalProperties: users,
} as const

const tally = {
  population: users,
  withoutRow,
  counts,
  methods: methodCells,
  exclusions: {
    description: 'The same users before any were left out, and how many were, by reason.',
    type: 'object',
    additionalProperties: false,
    required: ['population', 'counts', 'excluded'],
    properties: {
      population: users,
      counts,
      methods: methodCells,
      excluded: {
        type: 'array',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['kind', 'reason', 'users'],
          properties: {
            kind: { type: 'string', enum: exclusionKinds },
            reason: { type: 'string' },
            users,
            unmatched,
          },
        },
      },
    },
  },
} as const

const tallySchema = {
  type: 'object',
  additionalProperties: false,
  required: ['population', 'counts'],
  properties: tally,
} as const

const provenanceSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['source', 'endpoint', 'receivedAt', 'bodySha256', 'simulated'],
  properties: {
    source: { type: 'string', enum: sources },
    chosen: {
      description: 'Why this source was read.',
      type: 'string',
      enum: ['named', 'cheapest', 'segments', 'measures', 'exclusions', 'list', 'permission', 'absent'],
    },
    endpoint: { type: 'string', pattern: '^https://' },
    requestId: { type: 'string' },
    receivedAt: moment,
    servedAt: { ...moment, description: 'The same moment by the clock of login and Graph.' },
    bodySha256: digest,
    simulated: { type: 'boolean' },
  },
} as const

const snapshotSchema = {
  description: 'What one report of Microsoft Graph said.',
  type: 'object',
  additionalProperties: false,
  required: ['population', 'counts', 'provenance'],
  properties: {
    ...tally,
    segment: segmentName,
    segments: {
      description: 'The other segments that were asked for.',
      type: 'object',
      propertyNames: { pattern: segmentName.pattern },
      additionalProperties: tallySchema,
    },
    populations: {
      description: 'All users of the tenant as each report that was asked counted them.',
      type: 'array',
      minItems: 2,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['source', 'users'],
        properties: { source: { type: 'string', enum: sources }, users },
      },
    },
    accounts,
    signIns,
    ledger: { ...ledger, additionalProperties: false },
    provenance: provenanceSchema,
  },
} as const

/** What `mfa-gate snapshot` writes. Closed: a gate must not pass over what it does not know. */
export const savedSnapshotSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: publishedId('mfa-snapshot'),
  title: 'entra-mfa-gate snapshot',
  description:
    'The MFA registration counts of one Microsoft Entra tenant at one moment, so that a pipeline reads the tenant once.',
  type: 'object',
  additionalProperties: false,
  required: ['about', 'kind', 'version', 'savedBy', 'tenantId', 'snapshots', 'sha256'],
  properties: {
    about: { description: 'What this file is, for people who find it.', type: 'string' },
    kind: { const: 'entra-mfa-gate snapshot' },
    version: {
      description:
        '2 where users are counted by their methods, accounts by users/$count, sign-ins by day, admins by a filter or anything of the directory, which gates that read version 1 do not know.',
      enum: [1, 2],
    },
    savedBy: { type: 'string', minLength: 1 },
    tenantId: { type: 'string', minLength: 1 },
    exclusionsSha256: {
      ...digest,
      description: 'Of the exclusions that the numbers leave out, as the rules document declares them.',
    },
    snapshots: {
      description: 'One for each report that the rules needed.',
      type: 'array',
      minItems: 1,
      items: snapshotSchema,
    },
    signature: {
      description: 'Detached JWS over the bytes that this file has without this member.',
      type: 'string',
      pattern: '^[A-Za-z0-9_-]+\\.\\.[A-Za-z0-9_-]+$',
    },
    sha256: {
      ...digest,
      description: 'SHA-256 of everything but this member and a signature, as canonical JSON (RFC 8785).',
    },
  },
} as const

export type SavedSnapshot = FromSchema<typeof savedSnapshotSchema>
