import { publishedId } from './published-id.ts'
import type { FromSchema } from 'json-schema-to-ts'
import { assessmentReportSchema } from './assessment-report.ts'
import { auditOutcomes, gateAnswers } from './outcome.ts'
import { amount, moment, text, tool } from './shapes.ts'

const answers = [...gateAnswers, 'defect'] as const

const comesTo = { type: 'string', enum: auditOutcomes } as const

const { type: _, $schema: _schema, $id: _id, ...assessment } = assessmentReportSchema

const row = {
  type: 'object',
  additionalProperties: false,
  required: [
    'tenant',
    'tenantId',
    'name',
    'tags',
    'outcome',
    'summary',
    'judgedAt',
    'earlier',
    'report',
    'reason',
  ],
  properties: {
    tenant: { ...text, description: 'The id or domain by which it was named, in lower case.' },
    tenantId: { type: ['string', 'null'], description: 'Its id; null until it is known.' },
    name: { type: ['string', 'null'] },
    tags: { type: 'object', additionalProperties: text },
    outcome: {
      description: 'As in an assessment; defect: the gate itself failed for this tenant.',
      type: 'string',
      enum: answers,
    },
    summary: {
      description: 'The outcome of its assessment, in the words of all reports.',
      type: 'object',
      additionalProperties: false,
      required: ['outcome'],
      properties: { outcome: comesTo },
    },
    judgedAt: moment,
    earlier: {
      description: 'True when it was found before the audit was interrupted and resumed.',
      type: 'boolean',
    },
    report: { ...assessment, type: ['object', 'null'] },
    reason: {
      description: 'Why there is no report; null when there is one.',
      type: ['object', 'null'],
      additionalProperties: false,
      required: ['code', 'what', 'todo'],
      properties: { code: text, what: text, todo: text },
    },
  },
} as const

/** Every outcome has a member, 0 included. */
const tenants = {
  type: 'object',
  additionalProperties: false,
  required: auditOutcomes,
  properties: {
    defect: amount,
    refused: amount,
    undetermined: amount,
    'nothing-judged': amount,
    warned: amount,
    'passed-with-waivers': amount,
    passed: amount,
  } satisfies Readonly<Record<(typeof auditOutcomes)[number], typeof amount>>,
} as const

/** `audit --format json`. The version rises when a member changes its meaning or goes. */
export const auditReportSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: publishedId('mfa-audit'),
  title: 'entra-mfa-gate audit',
  description: 'What one audit found in each of its tenants.',
  type: 'object',
  additionalProperties: false,
  required: [
    'version',
    'tool',
    'auditId',
    'startedAt',
    'finishedAt',
    'outcome',
    'summary',
    'tenants',
    'notAudited',
  ],
  properties: {
    version: { const: 1 },
    tool,
    auditId: { type: ['string', 'null'], description: 'In the history; null when nothing is kept.' },
    startedAt: moment,
    finishedAt: moment,
    outcome: {
      description: 'A defect outweighs refused, which outweighs could not determine.',
      type: 'string',
      enum: answers,
    },
    summary: {
      description: 'The outcome of all together: the most serious one, and how many tenants have each.',
      type: 'object',
      additionalProperties: false,
      required: ['outcome', 'tenants'],
      properties: { outcome: comesTo, tenants },
    },
    tenants: { type: 'array', items: row },
    notAudited: {
      description: 'Tenants that an interrupted audit has not judged.',
      type: 'array',
      items: text,
    },
  },
} as const

export type AuditReport = FromSchema<typeof auditReportSchema>
