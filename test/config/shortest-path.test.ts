import assert from 'node:assert/strict'
import { join } from 'node:path'
import { shortestPath } from '../../src/config/shortest-path.ts'

const root = join(import.meta.dirname, 'shop')

const rows: readonly (readonly [title: string, file: string, visible: string])[] = [
  ['a file in the folder', join(root, 'mfa-rules.yaml'), 'mfa-rules.yaml'],
  ['a file below it', join(root, 'gate', 'mfa-rules.yaml'), join('gate', 'mfa-rules.yaml')],
  ['a file elsewhere', join(root, '..', 'mfa-rules.yaml'), join(root, '..', 'mfa-rules.yaml')],
  ['what is no file', 'the built-in rules', 'the built-in rules'],
]

describe('a path in a message', () => {
  for (const [title, file, visible] of rows) {
    it(`shows ${title} as briefly as it may`, () => {
      assert.equal(shortestPath(file, root), visible)
    })
  }
})
