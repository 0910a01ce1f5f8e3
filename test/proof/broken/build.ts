import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { projectDirectory, type Ran, runProcess } from '../../support/run-process.ts'
import type { Mutation } from './mutations.ts'

/** A copy of the project, which can be broken. */
export class Copy implements Disposable {
  readonly folder = mkdtempSync(join(tmpdir(), 'mfa-gate-broken-'))

  constructor() {
    const left = new Set(['.git', 'node_modules', 'coverage'])
    cpSync(projectDirectory, this.folder, {
      recursive: true,
      filter: (path) => !left.has(relative(projectDirectory, path).split('/')[0] ?? ''),
    })
    symlinkSync(join(projectDirectory, 'node_modules'), join(this.folder, 'node_modules'))
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true })
  }

  /** Breaks it until it is disposed of. */
  async broken({ file, from, to }: Mutation): Promise<AsyncDisposable> {
    const path = join(this.folder, file)
    const whole = readFileSync(path, 'utf8')
    writeFileSync(
      path,
      whole.replace(from, () => to),
    )
    await this.build()
    return {
      [Symbol.asyncDispose]: () => {
        writeFileSync(path, whole)
        return Promise.resolve()
      },
    }
  }

  /** What files and speed run; the others run the sources. */
  async build(): Promise<void> {
    const ran = await this.#node('.dev/build.ts', ['--without-types'])
    if (ran.exitCode !== 0) throw new Error(`it cannot be built: ${ran.stdout}${ran.stderr}`)
  }

  prove(proof: Mutation['proof'], args: readonly string[]): Promise<Ran> {
    return this.#node(`test/${proof === 'speed' ? 'bench' : 'proof'}/${proof}/main.ts`, args)
  }

  #node(script: string, args: readonly string[]): Promise<Ran> {
    return runProcess([process.execPath, join(this.folder, script), ...args], process.env, {
      cwd: this.folder,
      limitMs: 1_800_000,
    })
  }
}
