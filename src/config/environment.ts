/** A process's environment variables, as they came. */
export type Environment = Readonly<Record<string, string | undefined>>
