import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { cleanEnvironment, projectDirectory, type Ran, runProcess } from '../support/run-process.ts'

/** An empty project into which the tarball was installed. */
export interface Project {
  readonly directory: string
  run(command: readonly string[], environment?: NodeJS.ProcessEnv): Promise<Ran>
  remove(): void
}

export type Manager = 'npm' | 'pnpm' | 'yarn'

const binaries = join(projectDirectory, 'node_modules/.bin')

/** How each one installs a tarball; without a network, as there is nothing else to fetch. */
const installs: Readonly<Record<Manager, (tarball: string) => readonly string[]>> = {
  npm: (tarball) => ['npm', 'install', '--offline', '--no-audit', '--no-fund', tarball],
  pnpm: (tarball) => [join(binaries, 'pnpm'), 'add', '--offline', tarball],
  yarn: (tarball) => [join(binaries, 'yarn'), 'add', `entra-mfa-gate@file:${tarball}`],
}

/** The words of every one of them for what a user should not see at an installation. */
const complaints = /\b(deprecated|ERESOLVE|unmet peer|missing peer|peer dep|YN0002|YN0060|YN0086|WARN)\b/i

export async function installInto(manager: Manager, tarball: string): Promise<Project> {
  const root = mkdtempSync(join(tmpdir(), `mfa-gate-${manager}-`))
  const directory = join(root, 'project')
  mkdirSync(directory)
  writeFileSync(join(directory, 'package.json'), '{ "name": "empty", "private": true }\n')
  if (manager === 'yarn') writeFileSync(join(directory, 'yarn.lock'), '')
  const environment = environmentIn(root)
  const run: Project['run'] = (command, more = {}) =>
    runProcess(command, { ...environment, ...more }, { cwd: directory, limitMs: 60_000 })
  const { exitCode, stdout, stderr } = await run(installs[manager](tarball))
  assert.equal(exitCode, 0, stdout + stderr)
  assert.doesNotMatch(stdout + stderr, complaints)
  return { directory, run, remove: () => rmSync(root, { recursive: true, force: true }) }
}

/** Of nobody's home and without the clone's own modules, which npm puts on the path of its scripts. */
export function environmentIn(root: string): NodeJS.ProcessEnv {
  const kept = Object.entries(cleanEnvironment()).filter(([name]) => !/^npm_/i.test(name))
  const path = [join(process.execPath, '..'), ...(process.env['PATH'] ?? '').split(delimiter)]
  return {
    ...Object.fromEntries(kept),
    HOME: root,
    XDG_DATA_HOME: root,
    XDG_CACHE_HOME: root,
    PATH: path
      .filter((folder) => !folder.startsWith(join(projectDirectory, 'node_modules/.bin')))
      .join(delimiter),
    YARN_ENABLE_TELEMETRY: '0',
    YARN_ENABLE_NETWORK: '0',
    YARN_ENABLE_GLOBAL_CACHE: '0',
  }
}
