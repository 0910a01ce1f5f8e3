import { minimumOrScheduleSchema } from './minimum-schedule.ts'
import { conditionSettings, lockedSchema, waivableSchema } from './rule-conditions.ts'
import { segmentSettings } from './segment.ts'

/** What a rule may say: the one source of the rules document's and the policy configuration's properties. */

export const measures = [
  'mfaRegistered',
  'mfaCapable',
  'passwordlessCapable',
  'ssprRegistered',
  'ssprEnabled',
  'ssprCapable',
  'ssprOrMfaCapable',
  'phishingResistant',
  'phishingResistantDeviceBound',
  'strongMethod',
  'notPhoneOnly',
] as const

export const enforcements = ['mandatory', 'advisory', 'disabled'] as const

export const severities = ['low', 'medium', 'high', 'critical'] as const

/** Names that mean something else as a key of Pulumi's policy configuration. */
const reservedRuleIds = ['all', 'environments'] as const

/** What both the rules document and Pulumi's policy configuration can say of a rule. */
export const ruleSettings = {
  measure: {
    description:
      'What is counted. mfaRegistered: users registered for MFA. mfaCapable: registered, and allowed by policy to use what they registered. passwordlessCapable: able to sign in without a password. ssprRegistered, ssprEnabled, ssprCapable: registered for, allowed to use, able to use self-service password reset. ssprOrMfaCapable: able to use either. phishingResistant: with a method that phishing cannot take; phishingResistantDeviceBound: with one that is bound to a device, so no synced passkey. strongMethod: registered for MFA or with a phishing-resistant method. notPhoneOnly: with a method for MFA that is not a phone. Not every source counts all of them.',
    type: 'string',
    enum: measures,
  },
  ...segmentSettings,
  minimum: minimumOrScheduleSchema,
  ...conditionSettings,
  severity: {
    description: 'How serious it is when the rule does not pass; shown with the answer.',
    type: 'string',
    enum: severities,
  },
  description: {
    description: 'One sentence on what the rule checks, shown in lists of policies.',
    type: 'string',
    minLength: 1,
    maxLength: 500,
  },
  onUndetermined: {
    description:
      'What happens when the ratio cannot be determined. fail: it stops the deployment like a rule below the minimum. warn: a warning, the deployment goes on.',
    type: 'string',
    enum: ['fail', 'warn'],
  },
} as const

export const ruleSchema = {
  description: 'One demand on the tenant; becomes one Pulumi policy.',
  type: 'object',
  additionalProperties: false,
  required: ['id', 'measure', 'minimum'],
  properties: {
    id: {
      description:
        'Name of the rule and of its Pulumi policy: lower-case letters, digits and hyphens; not "all" or "environments", which mean something else to Pulumi.',
      type: 'string',
      pattern: '^[a-z0-9][a-z0-9-]{0,99}$',
      not: { enum: reservedRuleIds },
      examples: ['mfa-registered'],
    },
    ...ruleSettings,
    enforcement: {
      description:
        'mandatory: below the minimum it stops the deployment. advisory: it warns and the deployment goes on. disabled: the rule is not asked.',
      type: 'string',
      enum: enforcements,
    },
    waivable: waivableSchema,
    locked: lockedSchema,
  },
} as const
