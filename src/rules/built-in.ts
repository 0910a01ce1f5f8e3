import type { RulesDocument } from '../schemas/rules-document.ts'

/** What is demanded where no rules document is given. */
export const builtInRules: RulesDocument = {
  rules: [
    {
      id: 'mfa-registered',
      measure: 'mfaRegistered',
      minimum: '95%',
      enforcement: 'mandatory',
      severity: 'high',
    },
  ],
}
