/** A line of a file, as formats point at what is to be corrected. */
export interface Place {
  /** With forward slashes, relative to the top of the repository. */
  readonly file: string
  readonly line: number
}

/** Code scanning and code quality demand a place for every finding: where a document of one's own would stand. */
export const standInPlace: Place = { file: 'mfa-rules.yaml', line: 1 }

/**
 * The line that gave the rule its minimum, with the name that `placed` has for its file; undefined where it has none. For
 * the built-in rules it is the stand-in.
 */
export function placeOf(
  writtenAt: string | undefined,
  placed: (file: string) => string | undefined = (file) => file,
): Place | undefined {
  const [, written, line] = /^(.+):(\d+)$/.exec(writtenAt ?? '') ?? []
  if (written === undefined) return standInPlace
  const file = placed(written)
  if (file === undefined) return undefined
  return { file: file.replaceAll('\\', '/'), line: Math.max(1, Number(line)) }
}

/** As a URI reference, relative to the top of the repository. */
export function uriOf({ file }: Place): string {
  return file.split('/').map(encodeURIComponent).join('/')
}
