/** Ends the preview with one sentence on stderr, as the CLI does when a preview cannot be started. */
export class EngineError extends Error {
  override readonly name = 'EngineError'
}

/** Whatever was thrown, as the text the CLI would print behind `error: `. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** Whether a file operation failed because there is no such file. */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
