import type { FromSchema } from 'json-schema-to-ts'
import { publishedId } from './published-id.ts'
import { moment, text, tool } from './shapes.ts'

/** What a file, and a run over several, comes to; the gravest first. */
export const configurationOutcomes = ['weakened', 'unreadable', 'undetermined', 'passed'] as const

/** What may be found in a file, by what follows from it. */
export const findingCodes = [
  'disabled',
  'level-lowered',
  'minimum-lowered',
  'loosened',
  'excepted',
  'unreadable',
  'environments',
  'excepted-and-waived',
  'exception-without-effect',
  'unknown-policy',
] as const

const finding = {
  type: 'object',
  additionalProperties: false,
  required: ['code', 'level', 'policy', 'message', 'path', 'line'],
  properties: {
    code: { description: 'Code of the finding, which does not change.', type: 'string', enum: findingCodes },
    level: {
      description:
        'error: the file asks for less than the rules document, or could not be read. warning: it cannot be seen from here. note: worth knowing.',
      type: 'string',
      enum: ['error', 'warning', 'note'],
    },
    policy: { ...text, type: ['string', 'null'], description: 'The Pulumi policy that it is about.' },
    message: { ...text, description: 'One sentence: what it is, and what to do.' },
    path: { ...text, type: ['string', 'null'], description: 'JSON path in the file.' },
    line: { type: ['integer', 'null'], minimum: 1 },
  },
} as const

/** `mfa-gate policy-config --format json`. */
export const configurationReportSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: publishedId('mfa-policy-config'),
  title: 'entra-mfa-gate review of policy configuration',
  description: "Where Pulumi's policy configuration files ask for less than the rules document.",
  type: 'object',
  additionalProperties: false,
  required: ['version', 'tool', 'reviewedAt', 'rules', 'outcome', 'files'],
  properties: {
    version: { const: 1 },
    tool,
    reviewedAt: moment,
    rules: { ...text, description: 'The rules document that the files were compared with.' },
    outcome: {
      description:
        'weakened: a file asks for less, exit code 1. unreadable: one could not be read, 2. undetermined: one depends on what cannot be seen, 3. passed: 0. The most serious of all files.',
      type: 'string',
      enum: configurationOutcomes,
    },
    files: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['file', 'version', 'outcome', 'findings'],
        properties: {
          file: text,
          version: {
            description: 'Version of its format; null where it could not be read.',
            enum: [1, 2, null],
          },
          outcome: { type: 'string', enum: configurationOutcomes },
          findings: { type: 'array', items: finding },
        },
      },
    },
  },
} as const

export type ConfigurationReport = FromSchema<typeof configurationReportSchema>
