import { unzipSync, zipSync } from 'fflate'
import { sameBytes } from './bytes.ts'
import { type FileName, fileNames, isFileName } from './file-names.ts'

/** The files of a bundle by name. */
export type Files = ReadonlyMap<FileName, Uint8Array>

/** Far above any real bundle, which holds some kilobytes. */
export const largestBundle = 16 * 1024 * 1024

/**
 * Writes the files as a zip: in their order, stored and not deflated, all of one time. There is exactly one archive for
 * some files, whatever the machine, its time zone and the version of the library, so that no byte of it can be another.
 */
export function pack(files: Files): Uint8Array {
  const entries = fileNames.flatMap((name) => {
    const bytes = files.get(name)
    return bytes === undefined ? [] : [[name, bytes] as const]
  })
  return zipSync(Object.fromEntries(entries), { level: 0, mtime: anyTime() })
}

/** A zip tells local time, which differs between machines, so it tells nothing here; at noon no clock was ever changed. */
function anyTime(): Date {
  return new Date(1980, 0, 1, 12)
}

/** The files of an archive, or in one sentence why it is none that `pack` has written. */
export function unpack(archive: Uint8Array): { readonly files: Files } | { readonly problem: string } {
  try {
    const files = entriesOf(archive)
    // Catches what stands beside or between the entries, and whatever the library passes over.
    if (!sameBytes(pack(files), archive)) {
      return { problem: 'it is not byte for byte what was written: it was changed, or packed again' }
    }
    return { files }
  } catch (error) {
    if (error instanceof NotOurs) return { problem: error.message }
    return { problem: 'it is not a zip file, or its end is missing' }
  }
}

class NotOurs extends Error {}

function entriesOf(archive: Uint8Array): Files {
  const found: FileName[] = []
  const entries = unzipSync(archive, {
    // Called for every entry before it is read, so that nothing is unpacked that is not expected.
    filter: ({ name, size, originalSize, compression }) => {
      if (!isFileName(name))
        throw new NotOurs(`it holds ${printable(name)}, which does not belong in a bundle`)
      if (found.includes(name)) throw new NotOurs(`it holds ${name} twice`)
      if (compression !== 0 || size !== originalSize)
        throw new NotOurs(`its ${name} is compressed, which bundles never are`)
      found.push(name)
      return true
    },
  })
  return new Map(found.flatMap((name) => (entries[name] === undefined ? [] : [[name, entries[name]]])))
}

/** A name from a file that nobody has vouched for yet: repeated only when it is one. */
function printable(name: string): string {
  return /^[\w ./\\:-]{1,100}$/.test(name) ? `"${name}"` : 'an entry of a strange name'
}
