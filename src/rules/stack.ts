import { nameGlob } from '../model/glob/glob.ts'

/** The stack that is about to be deployed, as far as it is known. */
export interface Stack {
  readonly organization: string | undefined
  readonly project: string | undefined
  readonly stack: string | undefined
  /** Undefined: not told, which is not the same as none. */
  readonly tags: ReadonlyMap<string, string> | undefined
}

export type StackPart = keyof Stack

export const unknownStack: Stack = {
  organization: undefined,
  project: undefined,
  stack: undefined,
  tags: undefined,
}

/** A stack as files have it, with null for what is not known. */
export interface StackNames {
  readonly organization: string | null
  readonly project: string | null
  readonly stack: string | null
  readonly tags: Readonly<Record<string, string>> | null
}

export function stackFromNames({ organization, project, stack, tags }: StackNames): Stack {
  return {
    organization: organization ?? undefined,
    project: project ?? undefined,
    stack: stack ?? undefined,
    tags: tags === null ? undefined : new Map(Object.entries(tags)),
  }
}

export function namesOfStack({ organization, project, stack, tags }: Stack): StackNames {
  return {
    organization: organization ?? null,
    project: project ?? null,
    stack: stack ?? null,
    tags: tags === undefined ? null : Object.fromEntries(tags),
  }
}

const anything = /^\*+$/

/** `unknown` when it hangs on a part of the stack that is not known: neither answer may be guessed then. */
export type Match = 'yes' | 'no' | 'unknown'

/** Whether a glob on organization/project/stack is about this stack. */
export function matchesPattern(pattern: string, { organization, project, stack }: Stack): Match {
  const globs = pattern.split('/')
  return every([organization, project, stack].map((part, index) => matchesPart(globs[index] ?? '', part)))
}

/** Whether the stack has every one of these tags. */
function matchesTags(wanted: Readonly<Record<string, string>>, { tags }: Stack): Match {
  if (tags === undefined) return 'unknown'
  return every(
    Object.entries(wanted).map(([name, glob]) => {
      const value = tags.get(name)
      return value === undefined ? 'no' : matchesPart(glob, value)
    }),
  )
}

/** What an entry of `stacks:` demands of a stack. */
interface Demands {
  readonly stack?: string
  readonly organization?: string
  readonly project?: string
  readonly tags?: Readonly<Record<string, string>>
}

const nameParts = ['organization', 'project', 'stack'] as const

/** Whether a stack has the names that are demanded, whatever its tags. */
export function matchesNames(demands: Demands, stack: Stack): Match {
  return every(
    nameParts.flatMap((part) => globsOf(demands, part).map((glob) => matchesPart(glob, stack[part]))),
  )
}

/** Whether a stack has all that is demanded. */
export function matchesDemands(demands: Demands, stack: Stack): Match {
  const { tags } = demands
  return every([matchesNames(demands, stack), tags === undefined ? 'yes' : matchesTags(tags, stack)])
}

/** Whether any value will do for a part of the name. */
export function leavesOpen(demands: Demands, part: (typeof nameParts)[number]): boolean {
  return globsOf(demands, part).every((glob) => anything.test(glob))
}

/** What is not known of the stack although it is demanded. */
export function missingParts(demands: Demands, stack: Stack): readonly StackPart[] {
  const names = nameParts.filter((part) => stack[part] === undefined && !leavesOpen(demands, part))
  return demands.tags !== undefined && stack.tags === undefined ? [...names, 'tags'] : names
}

function globsOf(
  { stack: pattern = '*/*/*', organization = '*', project = '*' }: Demands,
  part: (typeof nameParts)[number],
): readonly string[] {
  const inPattern = pattern.split('/')[nameParts.indexOf(part)] ?? ''
  return { organization: [inPattern, organization], project: [inPattern, project], stack: [inPattern] }[part]
}

/** All must match: one `no` settles it, whatever is unknown. */
function every(matches: readonly Match[]): Match {
  if (matches.includes('no')) return 'no'
  return matches.includes('unknown') ? 'unknown' : 'yes'
}

function matchesPart(glob: string, part: string | undefined): Match {
  if (anything.test(glob)) return 'yes'
  if (part === undefined) return 'unknown'
  // A pattern that is none has been refused; where it was not, nobody can say what it means.
  const fits = nameGlob(glob)
  if (fits === undefined) return 'unknown'
  return fits(part) ? 'yes' : 'no'
}
