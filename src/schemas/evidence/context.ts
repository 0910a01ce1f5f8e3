import { publishedId } from '../published-id.ts'
import type { FromSchema } from 'json-schema-to-ts'
import { measures } from '../rule.ts'
import { segmentName } from '../segment.ts'
import { amount, digest, moment, stackOf } from '../shapes.ts'
import { text, textOrNull } from './shapes.ts'

const stack = {
  description: 'The stack that was judged; null where something is not known.',
  additionalProperties: false,
  ...stackOf(textOrNull, text),
} as const

const reading = {
  description: 'Which of the saved snapshots answered which questions; null when no rule asked anything.',
  type: ['object', 'null'],
  additionalProperties: false,
  required: ['several', 'parts'],
  properties: {
    several: { description: 'Whether questions were answered one by one.', type: 'boolean' },
    parts: {
      type: 'array',
      maxItems: 100,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['source', 'answers', 'snapshot', 'unread'],
        properties: {
          source: textOrNull,
          answers: {
            type: 'array',
            maxItems: 100,
            items: {
              type: 'object',
              additionalProperties: false,
              required: ['measure', 'segment'],
              properties: {
                measure: { type: 'string', enum: measures },
                segment: segmentName,
              },
            },
          },
          snapshot: {
            description: 'Index in snapshot.json; null when there is none.',
            type: ['integer', 'null'],
            minimum: 0,
            maximum: 100,
          },
          unread: { ...textOrNull, description: 'Code of why there is none.' },
          simulated: { const: true, description: 'Present if a stand-in was asked and gave no numbers.' },
          aheadMs: {
            description:
              "By how many milliseconds the gate's clock was ahead; absent: it was right, or unread is null.",
            type: 'integer',
            minimum: -9007199254740991,
            maximum: 9007199254740991,
          },
        },
      },
    },
  },
} as const

const baseline = {
  description: 'The earlier ratio that a ratchet (noDropMoreThan) compared with.',
  type: 'object',
  additionalProperties: false,
  required: ['tenantId', 'source', 'measure', 'segment', 'answer', 'recording'],
  properties: {
    tenantId: text,
    source: text,
    measure: { type: 'string', enum: measures },
    segment: text,
    exclusionsSha256: { ...digest, description: 'The exclusions; absent: nobody was left out.' },
    answer: { type: 'string', enum: ['found', 'none', 'no-store', 'unreadable'] },
    count: amount,
    population: amount,
    receivedAt: moment,
    file: text,
    problem: text,
    recording: { ...textOrNull, description: 'Why this ratio was not recorded; empty when it was.' },
  },
} as const

/** `context.json` of an evidence bundle. Closed: a verifier must know all of it. */
export const evidenceContextSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: publishedId('mfa-evidence-context'),
  title: 'entra-mfa-gate evidence context',
  description: 'Everything that the answers depend on besides the rules and the numbers.',
  type: 'object',
  additionalProperties: false,
  required: [
    ...['kind', 'version', 'judgedAt', 'tool', 'node', 'schemas'],
    ...['rulesOrigin', 'stack', 'savedIn', 'reading', 'baselines'],
  ],
  properties: {
    kind: { const: 'entra-mfa-gate evidence context' },
    version: { const: 1 },
    judgedAt: moment,
    tool: {
      type: 'object',
      additionalProperties: false,
      required: ['name', 'version'],
      properties: { name: { const: 'entra-mfa-gate' }, version: text },
    },
    node: { ...text, description: 'Version of Node.js.' },
    schemas: {
      description: 'The schemas that the files follow, by their id.',
      type: 'array',
      maxItems: 20,
      items: text,
    },
    rulesOrigin: { ...text, description: 'Where the rules came from.' },
    stack,
    savedIn: {
      ...textOrNull,
      description: 'The snapshot file that was judged; null when the tenant was read.',
    },
    reading,
    baselines: { type: 'array', maxItems: 200, items: baseline },
  },
} as const

export type EvidenceContext = FromSchema<typeof evidenceContextSchema>
export type KeptBaseline = EvidenceContext['baselines'][number]
export type KeptReading = NonNullable<EvidenceContext['reading']>
