import { minimumOrScheduleSchema } from './minimum-schedule.ts'
import { enforcements } from './rule.ts'

/** Three parts, each at least one character: `*` stays within a part. */
export const stackPatternSchema = {
  description:
    'Which stacks: a glob on organization/project/stack, always with its three parts. * is any text within a part, ? one character, {a,b} either; "*/*/prod" is every stack named prod. On a self-managed backend the organization is "organization".',
  type: 'string',
  pattern: '^[^/\\s]+/[^/\\s]+/[^/\\s]+$',
  maxLength: 300,
  examples: ['*/*/prod', 'acme/landing-zone/*'],
} as const

/** One part of a stack's name. */
const namePattern = { type: 'string', pattern: '^[^/\\s]+$', maxLength: 100 } as const

export const stackOverrideSchema = {
  description:
    'What differs for some stacks. Every entry that matches applies, in the order of the document: a later one wins. It needs "stack", "organization", "project" or "tags"; of several, all must match.',
  type: 'object',
  additionalProperties: false,
  properties: {
    stack: stackPatternSchema,
    organization: {
      ...namePattern,
      description:
        'Glob for the organization, which deployers do not choose; on a self-managed backend it is "organization".',
      examples: ['acme'],
    },
    project: {
      ...namePattern,
      description: 'Glob for the project, whose name is in its Pulumi.yaml.',
      examples: ['landing-zone', 'sandbox-*'],
    },
    tags: {
      description:
        'Stack tags that must all be there, each with a glob for its value: "*" is any value, but the tag must be there.',
      type: 'object',
      minProperties: 1,
      maxProperties: 20,
      additionalProperties: {
        description: 'A glob for the value of this tag.',
        type: 'string',
        minLength: 1,
        maxLength: 256,
      },
      examples: [{ environment: 'prod*' }],
    },
    rules: {
      description: 'Ids of the rules that this entry changes; every rule unless given.',
      type: 'array',
      minItems: 1,
      items: { description: 'Id of a rule of this document.', type: 'string' },
    },
    minimum: minimumOrScheduleSchema,
    enforcement: {
      description:
        'mandatory: below the minimum it stops the deployment. advisory: it warns and the deployment goes on. disabled: the rule is not asked for these stacks.',
      type: 'string',
      enum: enforcements,
    },
    onUndetermined: {
      description:
        'What happens when the ratio cannot be determined. fail: like a rule below the minimum. warn: a warning.',
      type: 'string',
      enum: ['fail', 'warn'],
    },
  },
} as const
