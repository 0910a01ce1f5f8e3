/** What an assessment comes to; one of these words stands in every report. */
export const outcomes = [
  'passed',
  'passed-with-waivers',
  'warned',
  'refused',
  'undetermined',
  'nothing-judged',
] as const

/** What one rule answers, as people are told it. */
export const ruleAnswers = ['passed', 'below-the-minimum', 'undetermined', 'waived', 'not-asked'] as const

/** What one tenant of an audit, or all of them, comes to; defect: the gate itself failed. The gravest first. */
export const auditOutcomes = [
  'defect',
  'refused',
  'undetermined',
  'nothing-judged',
  'warned',
  'passed-with-waivers',
  'passed',
] as const satisfies readonly ((typeof outcomes)[number] | 'defect')[]

/** What the gate does with an outcome, as exit codes and published documents have it from the first version on. */
export const gateAnswers = ['pass', 'violation', 'undetermined'] as const
