import { parseDay } from '../rules/calendar.ts'
import { rulesAndGuard } from '../rules/guards/guard-entry.ts'
import { lifeOf } from '../rules/waiver.ts'
import type { RulesDocument } from '../schemas/rules-document.ts'
import type { WaiverEntry } from '../schemas/waiver.ts'
import { dayProblem } from './rule-problems.ts'
import { problem, type SchemaProblem } from './schema-sentence.ts'
import { stackPatternProblem, unknownRule } from './stack-problems.ts'

/** What no schema can say of waivers, inline or in a file of their own: all of it judged by the rules document. */
export function waiverProblems(
  waivers: readonly WaiverEntry[],
  document: RulesDocument,
): readonly SchemaProblem[] {
  const { waiverLimits } = document
  const rules = rulesAndGuard(document)
  const ids = rules.map(({ id }) => id)
  return waivers.flatMap((waiver, index) => {
    const path = ['waivers', String(index)]
    return [
      ...unknownRule(waiver.rule, ids, [...path, 'rule']),
      ...(rules.some(({ id, waivable }) => id === waiver.rule && waivable === false)
        ? [problem([...path, 'rule'], `the rule "${waiver.rule}" says waivable: false; remove this waiver`)]
        : []),
      ...stackPatternProblem(waiver.stack, [...path, 'stack']),
      ...dayProblem(waiver.created, 'created', [...path, 'created']),
      ...dayProblem(waiver.expires, 'expires', [...path, 'expires']),
      ...lifeProblems(waiver, waiverLimits?.maxDays, [...path, 'expires']),
    ]
  })
}

function lifeProblems(
  waiver: WaiverEntry,
  maxDays: number | undefined,
  path: readonly string[],
): readonly SchemaProblem[] {
  const created = parseDay(waiver.created)
  const expires = parseDay(waiver.expires)
  if (created === undefined || expires === undefined) return []
  const days = lifeOf({ created, expires })
  if (days < 1)
    return [
      problem(
        path,
        `expires "${waiver.expires}" comes before created "${waiver.created}"; correct one of them`,
      ),
    ]
  if (maxDays === undefined || days <= maxDays) return []
  return [
    problem(
      path,
      `the waiver lasts ${days} days, first and last included, and maxDays allows ${maxDays}; end it earlier`,
    ),
  ]
}
