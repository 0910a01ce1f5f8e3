import { publishedId } from '../published-id.ts'
import type { FromSchema } from 'json-schema-to-ts'
import { gateAnswers } from '../outcome.ts'
import { amount, digest, moment } from '../shapes.ts'
import { text, textOrNull } from './shapes.ts'

/** `manifest.json` of an evidence bundle; what a signature signs. Closed: a verifier must know all of it. */
export const evidenceManifestSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: publishedId('mfa-evidence-manifest'),
  title: 'entra-mfa-gate evidence manifest',
  description: 'What is in an evidence bundle, as canonical JSON (RFC 8785); manifest.jws signs these bytes.',
  type: 'object',
  additionalProperties: false,
  required: ['kind', 'version', 'madeAt', 'madeBy', 'tenantId', 'outcome', 'signedBy', 'files'],
  properties: {
    kind: { const: 'entra-mfa-gate evidence manifest' },
    version: { const: 1 },
    madeAt: moment,
    madeBy: { ...text, description: 'Name and version of the tool.' },
    tenantId: { ...textOrNull, description: 'Null when no tenant could be read.' },
    outcome: { type: 'string', enum: gateAnswers },
    signedBy: {
      ...textOrNull,
      description: 'RFC 7638 thumbprint of the public key that checks manifest.jws; null when unsigned.',
    },
    files: {
      description: 'Every file but this one and its signature.',
      type: 'array',
      minItems: 1,
      maxItems: 10,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['name', 'size', 'sha256'],
        properties: { name: text, size: { ...amount, description: 'In bytes.' }, sha256: digest },
      },
    },
  },
} as const

export type EvidenceManifest = FromSchema<typeof evidenceManifestSchema>
