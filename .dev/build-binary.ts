import { spawnSync } from 'node:child_process'
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Puts the pack's file into a copy of the Node that runs this: one executable that needs no Node where it is used.
 * Linux alone: what macOS and Windows want beside it has not been run.
 */
export function buildBinary(root: string, folder: string): string {
  if (process.platform !== 'linux')
    throw new Error(`binaries are built on Linux alone so far, not on ${process.platform}`)
  const scratch = mkdtempSync(join(tmpdir(), 'mfa-gate-binary-'))
  try {
    const [main, output, configuration] = ['pack.cjs', 'pack.blob', 'sea.json'].map((name) =>
      join(scratch, name),
    ) as [string, string, string]
    const text = readFileSync(join(root, 'policy-pack/dist/entra-mfa-gate'), 'utf8')
    writeFileSync(main, text.replace(/^#!.*\n/, ''))
    const options = { main, output, useCodeCache: true, disableExperimentalSEAWarning: true }
    writeFileSync(configuration, JSON.stringify(options))
    run(['--experimental-sea-config', configuration])
    mkdirSync(folder, { recursive: true })
    const binary = join(folder, `entra-mfa-gate-${process.platform}-${process.arch}`)
    copyFileSync(process.execPath, binary)
    chmodSync(binary, 0o755)
    run([
      join(root, 'node_modules/postject/dist/cli.js'),
      binary,
      'NODE_SEA_BLOB',
      output,
      '--sentinel-fuse',
      fuse,
    ])
    return binary
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/** The mark in every Node that is turned over where something was put in. */
const fuse = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2'

function run(args: readonly string[]): void {
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`node ${args.join(' ')} failed: ${stderr}`)
}

if (import.meta.main) {
  const root = join(import.meta.dirname, '..')
  process.stdout.write(`${buildBinary(root, join(root, 'dist/binary'))}\n`)
}
