import { globProblem } from '../model/glob/glob.ts'
import { rulesAndGuard } from '../rules/guards/guard-entry.ts'
import type { RulesDocument } from '../schemas/rules-document.ts'
import { lockProblems } from './lock-problems.ts'
import { conditionProblems } from './rule-problems.ts'
import { problem, type SchemaProblem, suggest } from './schema-sentence.ts'

const demands = ['stack', 'organization', 'project', 'tags'] as const

/** What no schema can say of `stacks:`: an entry says for whom and what, and names rules that exist. */
export function stackProblems(document: RulesDocument): readonly SchemaProblem[] {
  const { stacks = [] } = document
  const rules = rulesAndGuard(document)
  const ids = rules.map(({ id }) => id)
  const rulesAreSound = rules.every((rule) => conditionProblems(rule, []).length === 0)
  return stacks.flatMap((entry, index) => {
    const path = ['stacks', String(index)]
    const { minimum, enforcement, onUndetermined } = entry
    const minimumProblems = conditionProblems(minimum === undefined ? {} : { minimum }, path)
    const says = [minimum, enforcement, onUndetermined].some((value) => value !== undefined)
    return [
      ...(demands.some((key) => entry[key] !== undefined)
        ? []
        : [
            problem(
              path,
              `entry ${index} lacks "stack", "organization", "project" or "tags"; say which stacks it is about`,
            ),
          ]),
      ...(says
        ? []
        : [
            problem(
              path,
              `entry ${index} changes nothing; give "minimum", "enforcement" or "onUndetermined"`,
            ),
          ]),
      ...(entry.rules ?? []).flatMap((id, at) => unknownRule(id, ids, [...path, 'rules', String(at)])),
      ...minimumProblems,
      // Two minimums are comparable only when both are some.
      ...(rulesAreSound && minimumProblems.length === 0
        ? rules
            .filter(({ id }) => entry.rules === undefined || entry.rules.includes(id))
            .flatMap((rule) => lockProblems(rule, { minimum, enforcement, onUndetermined }, document))
            .map(({ key, sentence }) => problem([...path, key], sentence))
        : []),
      ...stackPatternProblem(entry.stack ?? '', [...path, 'stack']),
      ...(['organization', 'project'] as const).flatMap((key) =>
        patternProblem(entry[key] ?? '*', [...path, key]),
      ),
      ...Object.entries(entry.tags ?? {}).flatMap(([name, glob]) =>
        patternProblem(glob, [...path, 'tags', name]),
      ),
    ]
  })
}

/** A pattern of another language would match nobody, or somebody else; each part of a stack's name has its own. */
export function stackPatternProblem(pattern: string, path: readonly string[]): readonly SchemaProblem[] {
  return pattern
    .split('/')
    .flatMap((part) => patternProblem(part, path))
    .slice(0, 1)
}

function patternProblem(pattern: string, path: readonly string[]): readonly SchemaProblem[] {
  const what = globProblem(pattern)
  return what === undefined ? [] : [problem(path, `the pattern "${pattern}" cannot be read: ${what}`)]
}

/** A rule that is named must exist, or what is said of it would be lost without a word. */
export function unknownRule(
  id: string,
  ids: readonly string[],
  path: readonly string[],
): readonly SchemaProblem[] {
  return ids.includes(id) ? [] : [problem(path, `there is no rule "${id}"; ${suggest(id, ids)}`)]
}
