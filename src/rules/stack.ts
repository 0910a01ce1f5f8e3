import { nameGlob } from '../posture/glob/glob.ts'

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

const anything = /^\*+$/

/** `unknown` when it hangs on a part of the stack that is not known: neither answer may be guessed then. */
export type Match = 'yes' | 'no' | 'unknown'

/** Whether a glob on organization/project/stack is about this stack. */
export function matchesPattern(pattern: string, { organization, project, stack }: Stack): Match {
  const globs = pattern.split('/')
  return every([organization, project, stack].map((part, index) => matchesPart(globs[index] ?? '', part)))
}

/** Whether the stack has every one of these tags. */
export function matchesTags(wanted: Readonly<Record<string, string>>, { tags }: Stack): Match {
  if (tags === undefined) return 'unknown'
  return every(
    Object.entries(wanted).map(([name, glob]) => {
      const value = tags.get(name)
      return value === undefined ? 'no' : matchesPart(glob, value)
    }),
  )
}

/** What is not known of the stack although a pattern or tags ask for it. */
export function missingParts(
  { stack: pattern = '*/*/*', tags }: { readonly stack?: string; readonly tags?: object },
  stack: Stack,
): readonly StackPart[] {
  const globs = pattern.split('/')
  const names = (['organization', 'project', 'stack'] as const).filter(
    (part, index) => stack[part] === undefined && !anything.test(globs[index] ?? ''),
  )
  return tags !== undefined && stack.tags === undefined ? [...names, 'tags'] : names
}

/** All must match: one `no` settles it, whatever is unknown. */
export function every(matches: readonly Match[]): Match {
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
