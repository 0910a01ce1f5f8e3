import { closeSync, constants, fsyncSync, ftruncateSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { onExit } from 'signal-exit'
import { draftName, sweepDrafts } from './draft-names.ts'
import { asFileProblem } from './file-problem.ts'
import { makeFolder } from './make-folder.ts'
import { noFollow } from './open-flags.ts'
import { type Sink, writeAll } from './sink.ts'
import { putInPlaceOnce, refuseOther, refuseTaken } from './target.ts'

export interface Writing {
  /** `owner`: what names people or could be forged, for its owner only. `umask`: as the system hands out files. */
  readonly readers: 'owner' | 'umask'
  /** What becomes of a file that is there already: it is replaced, or `kept`, which is a FileProblem. */
  readonly earlier?: 'kept'
  /** How long the reader of a pipe may keep the writer waiting, in milliseconds; undefined: as long as it likes. */
  readonly patience?: number | undefined
}

const fresh = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | noFollow

/**
 * A file in the making: nobody sees it under its name before it is whole, and it is gone when the process ends before,
 * also by a signal.
 */
export class Draft implements Sink {
  readonly #target: string
  readonly #path: string
  readonly #keeping: boolean
  readonly #descriptor: number
  readonly #forget: () => void
  #open = true
  #length = 0

  /** Opened beside `target`, under a name that nobody knows before; makes the folder. @throws FileProblem */
  constructor(target: string, { readers, earlier }: Writing) {
    this.#target = target
    this.#keeping = earlier === 'kept'
    const folder = dirname(target)
    asFileProblem(() => {
      refuseOther(target)
      if (this.#keeping) refuseTaken(target)
    })
    makeFolder(folder)
    sweepDrafts(folder)
    this.#path = join(folder, draftName())
    this.#descriptor = asFileProblem(() => openSync(this.#path, fresh, readers === 'owner' ? 0o600 : 0o666))
    this.#forget = onExit(() => this.#remove())
  }

  append(content: string | Uint8Array): void {
    asFileProblem(() => {
      this.#length += writeAll(this.#descriptor, content, this.#length)
    })
  }

  /** Begins anew. @throws FileProblem */
  restart(): void {
    asFileProblem(() => {
      ftruncateSync(this.#descriptor)
      this.#length = 0
    })
  }

  finish(): void {
    try {
      asFileProblem(() => this.#put())
    } catch (error) {
      this.discard()
      throw error
    }
  }

  discard(): void {
    this.#forget()
    this.#close()
    this.#remove()
  }

  #put(): void {
    // A full disk may tell only now.
    fsyncSync(this.#descriptor)
    this.#close()
    refuseOther(this.#target)
    if (this.#keeping) putInPlaceOnce(this.#path, this.#target)
    else renameSync(this.#path, this.#target)
    this.#forget()
  }

  #close(): void {
    if (this.#open) closeSync(this.#descriptor)
    this.#open = false
  }

  #remove(): void {
    rmSync(this.#path, { force: true })
  }
}
