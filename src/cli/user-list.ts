import { ConfigurationError } from '../config/problem.ts'
import type { ListedUser, UserList } from '../model/inquiry.ts'
import { Draft } from '../io/draft.ts'
import { FileProblem } from '../io/file-problem.ts'

/** What a list that was finished names. */
export interface Listing {
  readonly users: number
  /** Of whom the report gave no user principal name. */
  readonly nameless: number
}

/** A list of users by name, written while they are read, so that it is never held in memory. */
export interface UserFile extends UserList {
  /** Puts the whole list in place, or says why there is none. */
  finish(): Listing | { readonly problem: string }
  /** Removes what was written. */
  discard(): void
}

// Excel takes a file without the mark for another encoding than UTF-8.
const header = '\uFEFFuserPrincipalName,userDisplayName,userType,isAdmin,id,lacks,segments\r\n'
const flushAt = 64 * 1024

/** `file` is what messages call it. @throws ConfigurationError when it cannot be written */
export function openUserFile(file: string, path: string): UserFile {
  const list = open(file, path)
  let waiting = header
  let [users, nameless] = [0, 0]
  let failed: string | undefined
  // What is wrong with the list is told beside the verdict, which does not hang on it.
  const attempt = (work: () => void): void => {
    if (failed !== undefined) return
    try {
      work()
    } catch (error) {
      if (!(error instanceof FileProblem)) throw error
      failed = error.reason
      list.discard()
    }
  }
  const flush = (): void => {
    attempt(() => list.append(waiting))
    waiting = ''
  }
  return {
    add(user) {
      users += 1
      if (user.userPrincipalName === '') nameless += 1
      waiting += csvLine(user)
      if (waiting.length > flushAt) flush()
    },
    restart() {
      attempt(() => list.restart())
      waiting = header
      users = 0
      nameless = 0
    },
    finish() {
      flush()
      attempt(() => list.finish())
      return failed === undefined ? { users, nameless } : { problem: failed }
    },
    discard() {
      attempt(() => list.discard())
    },
  }
}

/** Only the owner may read it: it names people. */
function open(file: string, path: string): Draft {
  try {
    return new Draft(path, { readers: 'owner' })
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error
    throw new ConfigurationError([`the list ${file} cannot be written (${error.reason}); correct --list`])
  }
}

function csvLine(user: ListedUser): string {
  const { userPrincipalName, userDisplayName, userType, isAdmin, id, lacks, segments } = user
  const cells = [
    userPrincipalName,
    userDisplayName,
    userType,
    isAdmin === undefined ? '' : String(isAdmin),
    id,
    lacks.join(' '),
    segments.join(' '),
  ]
  return `${cells.map(cell).join(',')}\r\n`
}

/** RFC 4180; an apostrophe keeps spreadsheets from taking a name for a formula. */
function cell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
