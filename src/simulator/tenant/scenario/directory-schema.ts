import { count } from './users-schema.ts'

const id = {
  description: 'Object id.',
  type: 'string',
  pattern: '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$',
} as const

/** A group and who is in it. Groups may be in each other, also in a circle. */
const group = {
  type: 'object',
  additionalProperties: false,
  required: ['id'],
  properties: {
    id,
    users: {
      ...count,
      description: 'So many users, the first of the per-user report; accounts come first in it.',
      default: 0,
    },
    accounts: {
      description: 'User principal names of users.accounts.',
      type: 'array',
      items: { type: 'string', minLength: 3 },
      default: [],
    },
    withoutRow: {
      ...count,
      description: 'Users in no row of the report: disabled, new or unlicensed ones.',
      default: 0,
    },
    groups: { description: 'Ids of groups in it.', type: 'array', items: id, default: [] },
    hidden: {
      description: 'Its members are shown to those alone who hold Member.Read.Hidden.',
      type: 'boolean',
      default: false,
    },
  },
} as const

export const groupsSchema = {
  description: 'The groups of the directory.',
  type: 'array',
  items: group,
} as const

/** Who has a role: an account of users.accounts, a group, or an app. */
export const rolesSchema = {
  description: 'Assignments of roles, whichever role it is.',
  type: 'array',
  items: {
    type: 'object',
    additionalProperties: false,
    minProperties: 2,
    maxProperties: 2,
    required: ['state'],
    properties: {
      state: { enum: ['active', 'eligible'] },
      account: { description: 'User principal name.', type: 'string', minLength: 3 },
      group: id,
      app: id,
    },
  },
} as const
