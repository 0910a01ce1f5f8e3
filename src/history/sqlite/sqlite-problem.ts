/** SQLite's primary result codes that people can do something about. */
export const resultCodes = {
  permission: 3,
  busy: 5,
  locked: 6,
  readOnly: 8,
  inputOutput: 10,
  corrupt: 11,
  full: 13,
  cannotOpen: 14,
  notADatabase: 26,
} as const

const reasons: Readonly<Record<number, string>> = {
  [resultCodes.permission]: 'there is no permission to open it; correct its permissions',
  [resultCodes.busy]: 'another process keeps it locked; try again when that has ended',
  [resultCodes.locked]: 'another process keeps it locked; try again when that has ended',
  [resultCodes.readOnly]: 'it is read-only; correct the permissions of the file and its directory',
  [resultCodes.inputOutput]:
    'the disk or the network drive fails; keep it on a local disk, or use PostgreSQL',
  [resultCodes.corrupt]: 'the file is damaged; put a copy in its place',
  [resultCodes.full]: 'the disk is full; make room',
  [resultCodes.cannotOpen]: 'it cannot be opened or made there; correct the path or the permissions',
  [resultCodes.notADatabase]: 'it is not a SQLite database; name another file',
}

interface SqliteError extends Error {
  readonly errcode: number
}

export function isSqliteError(error: unknown): error is SqliteError {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number'
}

export function sqliteProblem(error: unknown, label: string): string | undefined {
  if (!isSqliteError(error)) return undefined
  // The low byte is the primary code, the rest says in which corner it happened.
  const reason = reasons[error.errcode & 0xff]
  return `${label} cannot be used: ${reason ?? `SQLite answers with code ${error.errcode}; keep the file and start a new one`}`
}
