import { closeSync, ftruncateSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { ConfigurationError } from '../config/problem.ts'
import type { ListedUser, UserList } from '../graph/details-request.ts'

/** A list of users by name, written while they are read, so that it is never held in memory. */
export interface UserFile extends UserList {
  /** Puts the finished list in place and answers how many users it names. */
  finish(): number
  /** Removes what was written. */
  discard(): void
}

const header = 'userPrincipalName,userDisplayName,userType,isAdmin,id,lacks,segments\r\n'
const flushAt = 64 * 1024

/** @throws ConfigurationError when the file cannot be written */
export function openUserFile(file: string): UserFile {
  const partial = `${file}.part`
  const descriptor = open(partial, file)
  let waiting = header
  let users = 0
  let position = 0
  const flush = (): void => {
    position += writeSync(descriptor, waiting, position)
    waiting = ''
  }
  return {
    add(user) {
      users += 1
      waiting += csvLine(user)
      if (waiting.length > flushAt) flush()
    },
    restart() {
      ftruncateSync(descriptor)
      position = 0
      waiting = header
      users = 0
    },
    finish() {
      flush()
      closeSync(descriptor)
      renameSync(partial, file)
      return users
    },
    discard() {
      closeSync(descriptor)
      rmSync(partial, { force: true })
    },
  }
}

/** Only the owner may read it: it names people. */
function open(partial: string, file: string): number {
  try {
    return openSync(partial, 'w', 0o600)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
    throw new ConfigurationError([`the list ${file} cannot be written (${code}); correct --list`])
  }
}

function csvLine(user: ListedUser): string {
  const { userPrincipalName, userDisplayName, userType, isAdmin, id, lacks, segments } = user
  const cells = [
    userPrincipalName,
    userDisplayName,
    userType,
    String(isAdmin),
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
