import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { rootStackUrn } from '../../src/rules/root-stack-urn.ts'
import { findingCodes } from '../../src/schemas/configuration-report.ts'
import { projectDirectory } from '../support/run-process.ts'

const page = readFileSync(join(projectDirectory, 'docs/exceptions.md'), 'utf8')

describe('docs/exceptions.md', () => {
  it('lists what policy-config may find, and nothing else', () => {
    const [, table = ''] = page.split('| code | found | fails |')
    assert.deepEqual(
      [...table.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, code]) => code),
      findingCodes,
    )
  })

  it('tells the URN of violations as it is', () => {
    assert.ok(page.includes(rootStackUrn({ project: '<project>', stack: '<stack>' })))
  })
})
