import { plainGuid } from '../model/guid.ts'

/** Blanks that look like one and are none, and characters that nobody sees. */
const invisible = /[\p{Zl}\p{Zp}\p{Cc}\p{Cf}]|(?! )\p{Zs}/u

/**
 * Why this names no account; undefined when it may. The sentence never repeats it, since it may be somebody's name. What is
 * written otherwise than the tenant has it would match nobody, and say nothing of it.
 */
export function accountProblem(entry: string): string | undefined {
  if (invisible.test(entry)) return 'it has a no-break space or an invisible character; type the name again'
  if (/[,;"\t]/.test(entry)) return 'it looks like a row of a table; write one name and nothing else'
  if (plainGuid(entry) !== undefined || /^[^@\s]+@[^@\s]+$/.test(entry)) return undefined
  return 'it is neither a user principal name (name@domain) nor an object id; write one of them'
}
