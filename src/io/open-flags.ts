import { constants } from 'node:fs'

/** Windows has neither of them: it makes no file through a link, and has no pipe by name that would wait. */
const optional: Partial<typeof constants> = constants

/** Refuses a symbolic link. */
export const noFollow = optional.O_NOFOLLOW ?? 0

/** Waits for nobody at the other end of a pipe. */
export const noWait = optional.O_NONBLOCK ?? 0
