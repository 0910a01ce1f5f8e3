import type { Stack } from '../rules/stack.ts'
import { ConfigurationError } from './problem.ts'

/** How a command line names a stack and its tags. */
interface StackOption {
  /** organization/project/stack, or project/stack. */
  readonly stack: string | undefined
  /** `name=value`, each. */
  readonly tags: readonly string[]
  /** That the stack has no tags, which is not the same as not saying any. */
  readonly noTags: boolean
}

/** The stack that is meant; what is not said stays unknown. @throws ConfigurationError */
export function parseStack({ stack, tags, noTags }: StackOption, organization: string | undefined): Stack {
  const parts = stack?.split('/') ?? []
  if (
    stack !== undefined &&
    (parts.length < 2 || parts.length > 3 || parts.some((part) => !/^[^\s*?]+$/.test(part)))
  ) {
    throw new ConfigurationError([
      `--stack is "${stack}"; write organization/project/stack, as \`pulumi stack ls\` shows it; on a self-managed backend the organization is "organization"`,
    ])
  }
  if (noTags && tags.length > 0) {
    throw new ConfigurationError([
      '--no-tags says that the stack has none, and --tag gives one; leave one of them out',
    ])
  }
  const [name, project, owner = organization] = parts.toReversed()
  return {
    organization: owner,
    project,
    stack: name,
    tags: noTags || tags.length > 0 ? tagsFrom(tags) : undefined,
  }
}

/** A stack has one value for a tag, and which of two the rules should see is not for the order to say. */
function tagsFrom(texts: readonly string[]): ReadonlyMap<string, string> {
  const tags = new Map<string, string>()
  for (const [name, value] of texts.map(parseTag)) {
    const earlier = tags.get(name)
    if (earlier !== undefined && earlier !== value) {
      throw new ConfigurationError([
        `--tag is given twice for "${name}", as "${earlier}" and "${value}"; leave one of them out`,
      ])
    }
    tags.set(name, value)
  }
  return tags
}

function parseTag(text: string): readonly [string, string] {
  const at = text.indexOf('=')
  if (at < 1) throw new ConfigurationError([`--tag is "${text}"; write name=value`])
  return [text.slice(0, at), text.slice(at + 1)]
}
