/** An error, its causes and what it aggregates, outermost first. */
export function errorsWithin(error: unknown, depth = 0): readonly Error[] {
  if (!(error instanceof Error) || depth > 6) return []
  const inner: readonly unknown[] = 'errors' in error && Array.isArray(error.errors) ? error.errors : []
  return [
    error,
    ...errorsWithin(error.cause, depth + 1),
    ...inner.flatMap((one) => errorsWithin(one, depth + 1)),
  ]
}

/** What tells what happened stands at the start; the rest could be of any length. */
const longestText = 20_000

/** Every text that may tell what happened: messages, codes and the login's answers. */
export function textsOf(error: unknown): readonly string[] {
  return errorsWithin(error)
    .flatMap((one) => [
      one.message,
      ...('code' in one ? [String(one.code)] : []),
      ...('errorResponse' in one ? [JSON.stringify([one.errorResponse])] : []),
    ])
    .map((text) => text.slice(0, longestText))
}

export function firstMatch(texts: readonly string[], pattern: RegExp): string | undefined {
  return texts.map((text) => pattern.exec(text)?.[1]).find((match) => match !== undefined)
}
