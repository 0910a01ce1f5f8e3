import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { declare } from '../../.dev/declare.ts'
import { cleanEnvironment, projectDirectory, runProcess } from '../support/run-process.ts'
import { type Packed, packPublished } from './tarball.ts'

interface Problem {
  readonly kind: string
  readonly entrypoint?: string
  readonly resolutionKind?: string
}

describe('The package, for those who import it', function () {
  this.timeout(120_000)
  let scratch: string
  let packed: Packed
  before(async () => {
    scratch = mkdtempSync(join(tmpdir(), 'mfa-gate-resolution-'))
    // The quick build leaves them out.
    if (!existsSync(join(projectDirectory, 'dist/src/index.d.ts'))) declare(projectDirectory)
    packed = await packPublished(scratch)
  })
  after(() => rmSync(scratch, { recursive: true, force: true }))

  it('is published as publint wants it', async () => {
    const bytes = readFileSync(packed.file)
    const tarball = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
    const { messages, pkg } = await publint({ pack: { tarball } })
    assert.equal(pkg['name'], 'entra-mfa-gate')
    assert.deepEqual(
      messages.map((message) => formatMessage(message, packed.manifest)),
      [],
    )
  })

  it('has the right types in every way of resolving, but for what docs/library.md says', async () => {
    const attw = join(projectDirectory, 'node_modules/@arethetypeswrong/cli/dist/index.js')
    const command = [process.execPath, attw, packed.file, '--format', 'json']
    const { stdout, stderr } = await runProcess(command, cleanEnvironment(), { cwd: scratch })
    assert.match(stdout, /^\{/, stderr)
    const { analysis } = JSON.parse(stdout) as {
      readonly analysis: { readonly types: unknown; readonly problems: readonly Problem[] }
    }
    assert.notEqual(analysis.types, false)
    const found = analysis.problems.map(({ kind, entrypoint, resolutionKind }) =>
      [kind, resolutionKind, entrypoint].join(' '),
    )
    assert.deepEqual(found.toSorted(), declared)
  })
})

/** ES modules alone, and `exports` that `node10` does not know. */
const declared = [
  'CJSResolvesToESM node16-cjs .',
  'CJSResolvesToESM node16-cjs ./policies',
  'NoResolution node10 .',
  'NoResolution node10 ./policies',
]
