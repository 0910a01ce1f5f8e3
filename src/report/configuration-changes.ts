import { formatMinimum } from '../model/ratio.ts'
import { formatPoints } from '../model/drop.ts'
import { formatAge } from '../rules/age.ts'
import type { Rule } from '../rules/rule.ts'
import type { PolicyConfig } from '../schemas/policy-config.ts'

/** What may be configured of a rule, and is no mere wording, as people read it. */
const settingWords: Readonly<
  Record<Exclude<keyof PolicyConfig, 'description'> | 'enforcement', (rule: Rule) => string>
> = {
  enforcement: ({ enforcement }) => enforcement,
  measure: ({ measure }) => measure,
  segment: ({ segment }) => segment,
  onEmpty: ({ onEmpty }) => onEmpty,
  minimum: ({ minimum, steps }) =>
    steps.length > 1 ? `${formatMinimum(minimum)} on a ramp` : formatMinimum(minimum),
  onUndetermined: ({ onUndetermined }) => onUndetermined,
  noDropMoreThan: ({ noDropMoreThan }) =>
    noDropMoreThan === undefined ? 'none' : `${formatPoints(noDropMoreThan)} points`,
  minPopulation: ({ minPopulation }) => (minPopulation === 0 ? 'none' : String(minPopulation)),
  maxAge: ({ maxAge }) => formatAge(maxAge),
  warnDays: ({ warnDays }) => String(warnDays),
  severity: ({ severity }) => severity,
}

/** What a deployment's policy configuration has made of a rule, such as `minimum from 95 % to 10 %`. */
export function changesBetween(documented: Rule, asked: Rule): readonly string[] {
  return Object.entries(settingWords).flatMap(([key, words]) => {
    const [from, to] = [words(documented), words(asked)]
    return from === to ? [] : [`${key} from ${from} to ${to}`]
  })
}
