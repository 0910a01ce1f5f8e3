import type { RulesDocument } from '../schemas/rules-document.ts'
import { conditionProblems, problem } from './rule-problems.ts'
import { type SchemaProblem, suggest } from './schema-sentence.ts'

/** What no schema can say of `stacks:`: an entry says for whom and what, and names rules that exist. */
export function stackProblems({ stacks = [], rules }: RulesDocument): readonly SchemaProblem[] {
  const ids = rules.map(({ id }) => id)
  return stacks.flatMap((entry, index) => {
    const path = ['stacks', String(index)]
    const { minimum, enforcement, onUndetermined } = entry
    const says = [minimum, enforcement, onUndetermined].some((value) => value !== undefined)
    return [
      ...(entry.stack === undefined && entry.tags === undefined
        ? [problem(path, `entry ${index} lacks "stack" or "tags"; say which stacks it is about`)]
        : []),
      ...(says
        ? []
        : [
            problem(
              path,
              `entry ${index} changes nothing; give "minimum", "enforcement" or "onUndetermined"`,
            ),
          ]),
      ...(entry.rules ?? []).flatMap((id, at) => unknownRule(id, ids, [...path, 'rules', String(at)])),
      ...conditionProblems(minimum === undefined ? {} : { minimum }, path),
    ]
  })
}

/** A rule that is named must exist, or what is said of it would be lost without a word. */
export function unknownRule(
  id: string,
  ids: readonly string[],
  path: readonly string[],
): readonly SchemaProblem[] {
  return ids.includes(id) ? [] : [problem(path, `there is no rule "${id}"; ${suggest(id, ids)}`)]
}
