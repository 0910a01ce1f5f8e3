/** Where a value comes from, for people: `mfa-rules.yaml:12`, `the built-in rules`, `the policy configuration`. */
export type Origin = string

/** Finds the origin of a value of the rules document by its path; undefined where the document has no lines. */
export type Locate = (path: readonly string[]) => Origin | undefined

export const nowhere: Locate = () => undefined
