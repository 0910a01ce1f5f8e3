import { methodCells } from './method-shapes.ts'
import { readBy } from './shared-reading.ts'
import {
  accounts,
  digest,
  ledger,
  moment,
  signIns,
  text,
  textOrNull,
  unmatched,
  amount as users,
  withoutRow,
} from './shapes.ts'

export const reason = {
  description: 'Why the answer could not be found out.',
  type: 'object',
  required: ['code', 'what', 'todo'],
  properties: {
    code: { ...text, description: 'Constant; what a program may branch on.' },
    what: text,
    todo: text,
  },
} as const

/** Of the published report. */
export const readingSchema = {
  description: 'What was read of the tenant for this rule; null when it is disabled.',
  type: ['object', 'null'],
  required: ['kind'],
  properties: {
    kind: { type: 'string', enum: ['snapshot', 'undetermined'] },
    reason,
    tenantId: text,
    segment: { ...text, description: 'Which users the numbers are about.' },
    population: { ...users, description: 'Enabled users of the tenant, as the source counts them.' },
    counts: {
      description: 'Users by measure.',
      type: 'object',
      additionalProperties: users,
    },
    withoutRow,
    methods: methodCells,
    source: text,
    chosen: { ...text, description: 'Why this source was read, where there was a choice.' },
    endpoint: text,
    requestId: textOrNull,
    receivedAt: {
      ...moment,
      description: 'When the numbers were received; the report itself lags by hours.',
    },
    servedAt: { ...moment, description: 'The same moment by the clock of login and Graph.' },
    bodySha256: digest,
    exclusions: {
      description: 'The same users before any were left out, and how many were, by reason.',
      type: 'object',
      required: ['population', 'counts', 'excluded'],
      properties: {
        population: users,
        counts: { type: 'object', additionalProperties: users },
        methods: methodCells,
        excluded: {
          type: 'array',
          items: {
            type: 'object',
            required: ['kind', 'reason', 'users'],
            properties: { kind: text, reason: text, users, unmatched },
          },
        },
      },
    },
    accounts,
    signIns,
    ledger,
    simulated: {
      description: 'True when the embedded tenant, a stand-in, was read and not Microsoft.',
      type: 'boolean',
    },
    readBy,
    savedIn: { ...text, description: 'The snapshot file, when the numbers were not fetched by this run.' },
  },
} as const
