import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { publishedManifest, putInPlace, takeBack } from '../../.dev/published-manifest.ts'
import { projectDirectory } from '../support/run-process.ts'

const text = readFileSync(join(projectDirectory, 'package.json'), 'utf8')
const clone = JSON.parse(text) as Parameters<typeof publishedManifest>[0]

describe('the manifest that is published', () => {
  const published = publishedManifest(clone) as Readonly<Record<string, unknown>>

  it('has nobody install anything', () => {
    for (const key of [
      'dependencies',
      'devDependencies',
      'optionalDependencies',
      'scripts',
      'bundleDependencies',
      'overrides',
    ])
      assert.equal(published[key], undefined, key)
    assert.deepEqual(published['peerDependenciesMeta'], { '@pulumi/pulumi': { optional: true } })
  })

  it('says the rest as the clone does', () => {
    for (const key of [
      'name',
      'version',
      'license',
      'engines',
      'bin',
      'exports',
      'files',
      'repository',
      'type',
    ])
      assert.deepEqual(published[key], clone[key], key)
  })

  describe('while npm packs', () => {
    let root: string
    beforeEach(() => {
      root = mkdtempSync(join(tmpdir(), 'mfa-gate-manifest-'))
      mkdirSync(join(root, 'node_modules'))
      writeFileSync(join(root, 'package.json'), text)
    })
    afterEach(() => rmSync(root, { recursive: true, force: true }))
    const inPlace = (): string => readFileSync(join(root, 'package.json'), 'utf8')

    it('lies in place of the clone’s, which comes back byte for byte', () => {
      putInPlace(root)
      assert.deepEqual(JSON.parse(inPlace()), JSON.parse(JSON.stringify(published)))
      takeBack(root)
      assert.equal(inPlace(), text)
      takeBack(root)
      assert.equal(inPlace(), text)
    })

    it('does not become the clone’s when a packing was interrupted', () => {
      putInPlace(root)
      putInPlace(root)
      takeBack(root)
      assert.equal(inPlace(), text)
    })
  })
})
