import { stackPatternProblem } from '../src/config/stack-problems.ts'
import type { Gate } from '../src/gate/prepare.ts'
import { matchesPattern } from '../src/rules/stack.ts'

/** Where a part of the stack's name is not known, the rules are asked. */
export function isFor(only: readonly string[] | undefined, { stack }: Pick<Gate, 'stack'>): boolean {
  return only === undefined || only.some((pattern) => matchesPattern(pattern, stack) !== 'no')
}

export function stacksProblems(only: readonly string[] | undefined): readonly string[] {
  if (only?.length === 0)
    return ['the list of stacks of mfaPolicies() is empty; leave `stacks` out, or name at least one']
  return (only ?? []).flatMap(stackProblems)
}

function stackProblems(pattern: string): readonly string[] {
  const problems = stackPatternProblem(pattern, []).map(({ sentence }) => sentence)
  if (pattern.split('/').length !== 3 || pattern.split('/').includes(''))
    problems.push('write organization/project/stack, such as "*/*/prod"')
  return problems.map((problem) => `mfaPolicies() is for the stacks "${pattern}": ${problem}`)
}
