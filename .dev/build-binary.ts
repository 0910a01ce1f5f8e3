import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { bundleCommand } from './bundle-cli.ts'

const here = `${process.platform}-${process.arch}`

/**
 * Puts the pack's file and the command each into a copy of the Node that runs this: executables that need no Node where
 * they are used. Answers their paths; their digests and the licences of what is in them lie beside them.
 */
export async function buildBinaries(root: string, folder: string): Promise<readonly string[]> {
  const scratch = mkdtempSync(join(tmpdir(), 'mfa-gate-binary-'))
  try {
    mkdirSync(folder, { recursive: true })
    const node = join(scratch, 'node')
    copyNode(node)
    const command = join(scratch, 'mfa-gate.cjs')
    await bundleCommand(root, command)
    const built = [
      ['entra-mfa-gate', join(root, 'policy-pack/dist/entra-mfa-gate')],
      ['mfa-gate', command],
    ].map(([name = '', main = '']) => {
      const binary = join(folder, `${name}-${here}${process.platform === 'win32' ? '.exe' : ''}`)
      copyFileSync(node, binary)
      for (const step of stepsOf(process.platform, root, binary, blobOf(main, scratch))) run(step)
      return binary
    })
    writeFileSync(join(folder, `SHA256SUMS-${here}`), built.map(digestLine).join(''))
    writeFileSync(join(folder, `third-party-notices-${here}.txt`), noticesOf(root))
    return built
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/** Without the symbols that only a debugger asks for, where there is something to take them out. */
function copyNode(to: string): void {
  copyFileSync(process.execPath, to)
  chmodSync(to, 0o755)
  if (process.platform !== 'linux') return
  const { error, status, stderr } = spawnSync('strip', [to], { encoding: 'utf8' })
  if (error === undefined && status !== 0) throw new Error(`strip failed: ${stderr}`)
}

/** What Node starts: the program, and what V8 made of it. */
function blobOf(program: string, scratch: string): string {
  const [main, output, configuration] = ['main.cjs', 'blob', 'sea.json'].map((name) =>
    join(scratch, name),
  ) as [string, string, string]
  writeFileSync(main, readFileSync(program, 'utf8').replace(/^#!.*\n/, ''))
  const options = { main, output, useCodeCache: true, disableExperimentalSEAWarning: true }
  writeFileSync(configuration, JSON.stringify(options))
  run([process.execPath, '--experimental-sea-config', configuration])
  return output
}

type Step = readonly [program: string, ...args: string[]]

/** The commands that put the blob into a copy of Node, in their order. macOS starts nothing whose signature does not fit. */
export function stepsOf(
  system: NodeJS.Platform,
  root: string,
  binary: string,
  blob: string,
): readonly Step[] {
  const postject = join(root, 'node_modules/postject/dist/cli.js')
  const put: Step = [process.execPath, postject, binary, 'NODE_SEA_BLOB', blob, '--sentinel-fuse', fuse]
  if (system !== 'darwin') return [put]
  return [
    ['codesign', '--remove-signature', binary],
    [...put, '--macho-segment-name', 'NODE_SEA'],
    ['codesign', '--sign', '-', binary],
  ]
}

/** The mark in every Node that is turned over where something was put in. */
const fuse = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2'

function run([program, ...args]: Step): void {
  const { status, stderr, error } = spawnSync(program, args, { encoding: 'utf8' })
  if (error !== undefined) throw new Error(`${program} could not be started: ${error.message}`)
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} failed: ${stderr}`)
}

function digestLine(file: string): string {
  return `${createHash('sha256').update(readFileSync(file)).digest('hex')}  ${basename(file)}\n`
}

function noticesOf(root: string): string {
  const { node } = process.versions
  const own = `Node.js ${node} is in these files. Its licence: https://github.com/nodejs/node/blob/v${node}/LICENSE\n`
  const others = ['dist', 'policy-pack/dist'].map((folder) =>
    readFileSync(join(root, folder, 'third-party-notices.txt'), 'utf8'),
  )
  return [own, ...others].join('\n')
}

/** Why there will be no binary for the platform that was asked for; undefined where there will. */
export function refusal(asked: string | undefined, at = here): string | undefined {
  if (!/^(linux|darwin|win32)-(x64|arm64)$/.test(at))
    return `binaries are built on linux, darwin and win32, x64 or arm64; this is ${at}`
  if (asked === undefined || asked === at) return undefined
  return `a binary is a copy of the Node that builds it: one for ${asked} is built on such a machine; this is ${at}`
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { platform: { type: 'string' } } })
  const refused = refusal(values.platform)
  if (refused === undefined) {
    const root = join(import.meta.dirname, '..')
    for (const binary of await buildBinaries(root, join(root, 'dist/binary')))
      process.stdout.write(`${binary}\n`)
  } else {
    process.stderr.write(`build:binary: ${refused}\n`)
    process.exitCode = 2
  }
}
