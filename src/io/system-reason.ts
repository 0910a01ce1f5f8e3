import { getSystemErrorMap } from 'node:util'

/** The system's code of an error, such as `ENOENT`. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/** Why the system refused to do something to a file, for people. */
export function reasonOf(error: unknown): string {
  const code = codeOf(error) ?? ''
  return reasons[code] ?? systemWords(code) ?? 'the system gave no reason'
}

/** What the system itself says of an error, such as `resource busy or locked`. */
function systemWords(code: string): string | undefined {
  return [...getSystemErrorMap().values()].find(([name]) => name === code)?.[1]
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'no permission',
  EPERM: 'no permission',
  EISDIR: 'it is a directory',
  ENOTDIR: 'part of its path is a file',
  EEXIST: 'part of its path is a file',
  ELOOP: 'it is a symbolic link',
  ENAMETOOLONG: 'its name is too long',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'it is larger than the system allows',
  EROFS: 'the file system is read-only',
  EPIPE: 'its reader has stopped reading',
  EIO: 'the disk has failed',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  ERR_INVALID_ARG_VALUE: 'its name has a NUL character',
  ETXTBSY: 'it is a program that is running',
}
