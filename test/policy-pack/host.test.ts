import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fits } from '../../policy-pack/file/host.ts'
import { cleanEnvironment } from '../support/run-process.ts'
import { executable } from './forms.ts'

const rows: readonly [found: string, fitting: boolean][] = [
  ['3.270.1', true],
  ['3.270.2', true],
  ['3.271.0', true],
  ['3.1000.0', true],
  ['3.270.0', false],
  ['3.99.9', false],
  ['2.300.0', false],
  ['4.0.0', false],
  ['3.271.0-alpha.1', false],
  ['v3.271.0', false],
  ['3.271', false],
  ['', false],
]

describe('a release of @pulumi/pulumi beside 3.270.1', () => {
  for (const [found, fitting] of rows) {
    it(`${fitting ? 'serves' : 'does not serve'}: "${found}"`, () => {
      assert.equal(fits(found, '3.270.1'), fitting)
    })
  }
})

/** What a launcher's copy of @pulumi/pulumi is like, and whether the pack uses its gRPC. */
const copies: readonly [title: string, copy: { version?: string; broken?: boolean }, used: boolean][] = [
  ['is a later one', { version: '3.999.0' }, true],
  ['is an older one', { version: '3.10.0' }, false],
  ['is the next major version', { version: '4.0.0' }, false],
  ['has no package.json', {}, false],
  ['cannot load one of its modules', { version: '3.999.0', broken: true }, false],
]

describe('the pack, loaded by a launcher whose @pulumi/pulumi', () => {
  let root: string
  beforeEach(() => (root = realpathSync(mkdtempSync(join(tmpdir(), 'mfa-gate-host-')))))
  afterEach(() => rmSync(root, { recursive: true, force: true }))

  const write = (path: string, text: string): string => {
    const file = join(root, 'node_modules', path)
    mkdirSync(join(file, '..'), { recursive: true })
    writeFileSync(file, text)
    return file
  }
  const real = (id: string): string => JSON.stringify(createRequire(import.meta.url).resolve(id))

  /** A launcher that loads the pack and nothing else, with a gRPC that tells when it is used. */
  function writeLauncher({ version, broken }: { version?: string; broken?: boolean }): string {
    if (version !== undefined) write('@pulumi/pulumi/package.json', JSON.stringify({ version }))
    write(
      '@grpc/grpc-js/index.js',
      `process.stderr.write('used\\n'); module.exports = require(${real('@grpc/grpc-js')})`,
    )
    for (const name of ['analyzer_pb', 'analyzer_grpc_pb', 'plugin_pb'])
      write(
        `@pulumi/pulumi/proto/${name}.js`,
        `module.exports = require(${real(`@pulumi/pulumi/proto/${name}`)})`,
      )
    for (const name of ['empty_pb', 'struct_pb']) {
      const id = `google-protobuf/google/protobuf/${name}`
      write(`${id}.js`, broken === true ? 'throw new Error()' : `module.exports = require(${real(id)})`)
    }
    return write('@pulumi/pulumi/cmd/run-policy-pack/index.js', `require(${JSON.stringify(executable)})`)
  }

  for (const [title, copy, used] of copies) {
    it(`${title}: starts, and ${used ? 'shares what that has loaded' : 'uses its own copies'}`, async () => {
      const child = spawn(process.execPath, [writeLauncher(copy), '127.0.0.1:1'], {
        cwd: root,
        env: cleanEnvironment(),
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      let stderr = ''
      child.stderr.on('data', (text: Buffer) => (stderr += text.toString()))
      const [port] = (await once(createInterface(child.stdout), 'line')) as [string]
      child.kill('SIGKILL')
      await once(child, 'close')
      assert.match(port, /^\d+$/)
      // A broken copy is given up after its gRPC was loaded.
      assert.equal(stderr, used || copy.broken === true ? 'used\n' : '')
    })
  }
})
