import type { PolicyConfigSchema } from '@pulumi/policy'
import { guardSettings } from '../src/schemas/guard-settings.ts'
import { ruleSettings } from '../src/schemas/rule.ts'

const { measure, segment, onEmpty, minimum, warnDays, noDropMoreThan, minPopulation, maxAge, ...others } =
  ruleSettings
const { severity, description, onUndetermined } = others

/**
 * What Pulumi shows and checks of a policy's configuration. The bounds of `minimum` are left to the pack, whose
 * refusal of `95` asks what was meant where Pulumi's would only say that 95 is more than 1.
 */
export const policyConfigProperties: PolicyConfigSchema['properties'] = {
  measure: { ...measure, enum: [...measure.enum] },
  segment: { description: segment.description, type: [...segment.type] },
  onEmpty: { ...onEmpty, enum: [...onEmpty.enum] },
  minimum: { description: minimum.description, type: [...minimum.type] },
  warnDays: { description: warnDays.description, type: warnDays.type },
  noDropMoreThan: { description: noDropMoreThan.description, type: noDropMoreThan.type },
  minPopulation: { description: minPopulation.description, type: minPopulation.type },
  maxAge: { description: maxAge.description, type: maxAge.type },
  severity: { ...severity, enum: [...severity.enum] },
  description: { ...description },
  onUndetermined: { ...onUndetermined, enum: [...onUndetermined.enum] },
}

/** The same of the guard, which takes measure and segment from the policies that it looks at. */
export const guardConfigProperties: PolicyConfigSchema['properties'] = {
  minimum: { description: guardSettings.minimum.description, type: [...minimum.type] },
  maxAge: { description: maxAge.description, type: maxAge.type },
  severity: { ...severity, enum: [...severity.enum] },
  onUndetermined: { ...guardSettings.onUndetermined, enum: [...onUndetermined.enum] },
}
