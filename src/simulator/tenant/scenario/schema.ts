import type { FromSchema } from 'json-schema-to-ts'
import { groupsSchema, rolesSchema } from './directory-schema.ts'
import { count, throttleSchema, usersSchema } from './users-schema.ts'

const occasion = {
  times: {
    description: 'How many answers are faulty; those after them are good again. Without it: all of them.',
    type: 'integer',
    minimum: 1,
  },
  after: { description: 'How many answers are good first.', type: 'integer', minimum: 0 },
} as const

const timing = {
  ...occasion,
  retryAfter: {
    description:
      'Sent as the Retry-After header as it stands, or, written date+SECONDS or date-SECONDS, as an HTTP date that far from now.',
    type: 'string',
  },
} as const

/** Which there are is said by the tables of faults, which know scenarios. */
const kind = { type: 'string', minLength: 1 } as const

const fault = {
  type: 'object',
  required: ['on', 'kind'],
  discriminator: { propertyName: 'on' },
  oneOf: [
    {
      type: 'object',
      additionalProperties: false,
      required: ['on', 'kind'],
      properties: {
        on: { enum: ['login', 'issuer', 'report', 'details', 'summary', 'signIns', 'directory'] },
        kind,
        ...timing,
      },
    },
    {
      type: 'object',
      additionalProperties: false,
      required: ['on', 'kind'],
      properties: { on: { enum: ['connection', 'proxy'] }, kind, ...occasion },
    },
  ],
} as const

/** What the embedded tenant plays. Closed: a misspelt key is an error, not a scenario that tests something else. */
export const scenarioSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: 'urn:entra-mfa-gate:tenant-scenario:1',
  title: 'Scenario of the embedded tenant',
  type: 'object',
  additionalProperties: false,
  required: ['population', 'counts'],
  properties: {
    population: { ...count, description: "Users counted by the report: Graph's totalUserCount." },
    enabledAccounts: {
      ...count,
      description: 'What users/$count answers; the population unless given.',
    },
    counts: {
      description:
        'Users per status of the count report; a status that is not named here is not in the report.',
      type: 'object',
      additionalProperties: false,
      properties: { registered: count, enabled: count, capable: count, mfaRegistered: count },
    },
    signIns: {
      description:
        'Sign-ins per day and how many of them used MFA. Unless given: as many as there are users, and as there are registered ones.',
      type: 'object',
      additionalProperties: false,
      required: ['total', 'multiFactor'],
      properties: { total: count, multiFactor: count },
    },
    cloud: {
      description:
        'Which cloud the tenant is in; this decides which tokens its Graph accepts and whether it has the count report. public unless given.',
      enum: ['public', 'usgovernment', 'dod', 'china'],
    },
    users: usersSchema,
    groups: groupsSchema,
    roles: rolesSchema,
    throttle: throttleSchema,
    permissions: {
      description: 'Application permissions granted to the app: the roles in its token.',
      type: 'array',
      items: { type: 'string', minLength: 1 },
      default: ['Reports.Read.All'],
    },
    delegatedPermissions: {
      description:
        "If given, the app's sign-in yields a signed-in user's token with these scopes. The real login never does that; here it stands for `az login`.",
      type: 'array',
      items: { type: 'string', minLength: 1 },
    },
    faults: {
      description:
        'What goes wrong, where, and how often. If several apply to one request, the first in the list is used.',
      type: 'array',
      items: fault,
      default: [],
    },
  },
} as const

export type Scenario = FromSchema<typeof scenarioSchema>
export type FaultSpec = Scenario['faults'][number]

/** For ajv: what it doubts in a schema is a mistake, where it would only print a line. */
export const demanding = { strictTypes: true, strictTuples: true, allowUnionTypes: true } as const
