import {
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { mfaGate, type Ran, runProcess } from '../../support/run-process.ts'
import { rulesOfDrops, type Written } from './written.ts'

/** What takes longer has hung, on whichever machine. */
const longestMs = 60_000

/** What runs have in common: the tenant's environment, and a folder of what they read. */
export interface Setting {
  readonly environment: NodeJS.ProcessEnv
  /** A history and a bundle, which some commands read. */
  readonly kept: string
}

/** A folder in which a command is run, by itself. */
export class Place implements Disposable {
  readonly folder: string
  readonly out: string
  readonly #environment: NodeJS.ProcessEnv

  constructor({ environment, kept }: Setting) {
    this.folder = mkdtempSync(join(tmpdir(), 'mfa-gate-files-'))
    this.out = join(this.folder, 'out')
    this.#environment = environment
    for (const name of readdirSync(kept)) cpSync(join(kept, name), join(this.folder, name))
    writeFileSync(join(this.folder, 'no-drop.yaml'), rulesOfDrops)
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true })
  }

  /** With `before`: run by a shell that does this first. */
  run(args: readonly string[], more: NodeJS.ProcessEnv = {}, before = ''): Promise<Ran> {
    return this.runAs(before === '' ? [] : ['/bin/sh', '-c', `${before}; exec "$0" "$@"`], args, more)
  }

  /** The command as arguments of another. */
  runAs(wrapper: readonly string[], args: readonly string[], more: NodeJS.ProcessEnv = {}): Promise<Ran> {
    return runProcess([...wrapper, process.execPath, mfaGate, ...args], this.environment(more), {
      cwd: this.folder,
      limitMs: longestMs,
    })
  }

  write(one: Written, out = this.out, before = ''): Promise<Ran> {
    return this.run(one.args(out), one.environment?.(out), before)
  }

  environment(more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
    return { ...this.#environment, ...more }
  }

  /** Puts there what an earlier run has written. */
  restore(written: string): void {
    rmSync(this.out, { recursive: true, force: true })
    cpSync(written, this.out, { recursive: true })
  }

  /** The folder and all that is in it belongs to another user then. */
  giveTo(uid: number): void {
    chownSync(this.folder, uid, uid)
    for (const path of pathsIn(this.folder)) chownSync(join(this.folder, path), uid, uid)
  }

  /** What a draft or a lock has left behind, or anything else that nobody named. */
  strangers(files: readonly string[]): readonly string[] {
    return filesUnder(this.out)
      .map((path) => relative(this.folder, join(this.out, path)))
      .filter((path) => !files.includes(path))
      .concat(readdirSync(this.folder).filter((name) => name.startsWith('.mfa-gate')))
  }
}

/** Every file under a path, the path itself if it is one, relative to it. */
export function filesUnder(path: string): readonly string[] {
  if (!existsSync(path)) return []
  if (!lstatSync(path).isDirectory()) return ['']
  return pathsIn(path).filter((inner) => lstatSync(join(path, inner)).isFile())
}

function pathsIn(folder: string): readonly string[] {
  if (!existsSync(folder) || !lstatSync(folder).isDirectory()) return []
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
}

/** Undefined: not there. */
export function bytesAt(file: string): Buffer | undefined {
  return lstatSync(file, { throwIfNoEntry: false })?.isFile() === true ? readFileSync(file) : undefined
}
