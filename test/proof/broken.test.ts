import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectDirectory } from '../support/run-process.ts'
import { mutations } from './broken/mutations.ts'

describe('The builds that are broken on purpose', () => {
  for (const { what, file, from, to } of mutations) {
    it(`still break what they are to break: ${what}`, () => {
      const parts = readFileSync(join(projectDirectory, file), 'utf8').split(from)
      assert.equal(parts.length, 2, `${file} has “${from}” ${parts.length - 1} times`)
      assert.notEqual(from, to)
    })
  }

  it('are at least one for each proof', () => {
    const proofs = [...new Set(mutations.map(({ proof }) => proof))]
    assert.deepEqual(proofs.toSorted(), ['faults', 'files', 'fleet', 'fuzz', 'speed'])
  })
})
