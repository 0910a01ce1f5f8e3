import type { FromSchema } from 'json-schema-to-ts'
import { digest } from './shapes.ts'

/** Who has read what is kept for others. */
const readingRuns = ['preview', 'update', 'run'] as const

export const readBy = {
  description: 'Which kind of run fetched the numbers, when this start of the policy pack reused them.',
  type: 'string',
  enum: readingRuns,
} as const

/** A reading that one run keeps for the next. Closed: a gate must not pass over what it does not know. */
export const sharedReadingSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: 'urn:entra-mfa-gate:shared-reading:1',
  title: 'entra-mfa-gate shared reading',
  type: 'object',
  additionalProperties: false,
  required: ['kind', 'version', 'key', 'by', 'unread'],
  properties: {
    kind: { const: 'entra-mfa-gate shared reading' },
    version: { const: 1 },
    key: { ...digest, description: 'Of everything that decides the numbers.' },
    by: { description: 'What kind of run has read.', type: 'string', enum: readingRuns },
    snapshot: { description: 'A snapshot file, as `mfa-gate snapshot` writes it.', type: 'string' },
    unread: {
      description: 'What could not be read, and why; empty where all of it could.',
      type: 'array',
      maxItems: 200,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['answers', 'what', 'todo'],
        properties: {
          answers: {
            description: 'The questions that it would have answered, as canonical JSON; empty: all of them.',
            type: 'array',
            maxItems: 200,
            items: { type: 'string', maxLength: 1_000 },
          },
          what: { type: 'string', maxLength: 4_000 },
          todo: { type: 'string', maxLength: 4_000 },
        },
      },
    },
  },
} as const

export type SharedReading = FromSchema<typeof sharedReadingSchema>
export type ReadingRun = SharedReading['by']
