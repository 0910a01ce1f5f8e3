/** What a method of authentication can be, strongest first; docs/methods.md says which is what. */
export const methodClasses = [
  'deviceBound',
  'synced',
  'otherMfa',
  'phone',
  'recovery',
  'noFactor',
  'temporary',
] as const

/** What a user comes to by the strongest of their methods; whoever has no method that serves for MFA has `none`. */
export const strengths = ['deviceBound', 'synced', 'otherMfa', 'phone', 'none'] as const

/** What a value of `methodsRegistered` looks like; anything else is no name of a method. */
export const methodNamePattern = '^[A-Za-z][A-Za-z0-9]{0,63}$'

export const methodsSchema = {
  description:
    'How to count values of methodsRegistered that this gate does not know. By value: deviceBound, synced (both phishing-resistant), otherMfa, phone, recovery, noFactor or temporary. Every report shows it.',
  type: 'object',
  minProperties: 1,
  maxProperties: 100,
  propertyNames: {
    description:
      'A key is a value of methodsRegistered: a letter, then letters and digits, such as newValue.',
    pattern: methodNamePattern,
  },
  additionalProperties: { type: 'string', enum: methodClasses },
  examples: [{ newValue: 'phone' }],
} as const
