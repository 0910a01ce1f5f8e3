import { publishedId } from '../published-id.ts'
import type { FromSchema } from 'json-schema-to-ts'
import { outcomes } from '../outcome.ts'
import { moment } from '../shapes.ts'
import { evidenceManifestSchema } from './manifest.ts'
import { text, textOrNull } from './shapes.ts'

export const verifyResults = ['sound', 'false', 'unmet', 'simulated', 'unproven'] as const

const { $schema: _schema, $id: _id, type: _type, ...manifest } = evidenceManifestSchema

/** `evidence verify --format json`. The version rises when a member changes its meaning or goes. */
export const verificationSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: publishedId('mfa-verification'),
  title: 'entra-mfa-gate verification of evidence',
  description: 'What checking an evidence bundle has found. Consistent does not mean passed.',
  type: 'object',
  required: [
    ...(['version', 'bundle', 'result', 'consistent', 'signatureChecked', 'outcome', 'tenantId'] as const),
    ...(['judgedAt', 'receivedAt', 'simulated', 'savedIn', 'manifest', 'checks'] as const),
  ],
  properties: {
    version: { const: 1 },
    bundle: { ...text, description: 'As it was named.' },
    result: {
      description:
        'sound: all that was asked for is right. false: something in the bundle is wrong. unmet: consistent, but not what was demanded. simulated: of a stand-in. unproven: consistent, and no signature was checked.',
      type: 'string',
      enum: verifyResults,
    },
    consistent: {
      type: 'boolean',
      description: 'Its bytes are as they were written, and its numbers and rules give its answers.',
    },
    signatureChecked: { type: 'boolean', description: 'A valid signature by a key that was given.' },
    outcome: {
      description:
        'The outcome of the assessment; null, like everything below, unless the bundle is consistent.',
      type: ['string', 'null'],
      enum: [...outcomes, null],
    },
    tenantId: { ...textOrNull, description: 'Null too when no tenant could be read.' },
    judgedAt: { ...moment, type: ['string', 'null'] },
    receivedAt: { ...moment, type: ['string', 'null'], description: 'The oldest of its numbers.' },
    simulated: { type: ['boolean', 'null'], description: 'True when a stand-in was read.' },
    savedIn: { ...textOrNull, description: 'The snapshot file that was judged instead of a tenant.' },
    manifest: { ...manifest, type: ['object', 'null'] },
    checks: {
      type: 'array',
      items: {
        type: 'object',
        required: ['name', 'state', 'says', 'todo'],
        properties: {
          name: text,
          state: { type: 'string', enum: ['ok', 'failed', 'warning', 'skipped'] },
          says: text,
          todo: { type: 'array', items: text },
        },
      },
    },
  },
} as const

export type VerificationReport = FromSchema<typeof verificationSchema>
