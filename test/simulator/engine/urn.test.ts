import assert from 'node:assert/strict'
import { displayType, makeUrn, nameOf, rootStackUrn, typeOf } from '../../../src/simulator/engine/urn.ts'

const stack = { project: 'lab', stack: 'dev' }
const root = 'urn:pulumi:dev::lab::pulumi:pulumi:Stack::lab-dev'

describe('a URN', () => {
  it('of the root stack carries project and stack', () => assert.equal(rootStackUrn(stack), root))

  it('does not count the root stack as a parent type', () => {
    const urn = makeUrn({ ...stack, type: 'a:b:C', name: 'c', parent: root })
    assert.equal(urn, 'urn:pulumi:dev::lab::a:b:C::c')
  })

  it('carries the types of all other parents', () => {
    const parent = 'urn:pulumi:dev::lab::a:b:C$a:b:D::d'
    assert.equal(
      makeUrn({ ...stack, type: 'a:b:E', name: 'e', parent }),
      'urn:pulumi:dev::lab::a:b:C$a:b:D$a:b:E::e',
    )
  })

  it('gives type and name back, even of a name with the separator in it', () => {
    const urn = makeUrn({ ...stack, type: 'a:b:C', name: 'x::y', parent: 'urn:pulumi:dev::lab::a:b:D::d' })
    assert.deepEqual([typeOf(urn), nameOf(urn)], ['a:b:C', 'x::y'])
  })
})

describe('a type is shown', () => {
  const rows = [
    ['aws:s3/bucket:Bucket', 'aws:s3:Bucket'],
    ['aws:s3/bucket:Other', 'aws:s3/bucket:Other'],
    ['pulumi:pulumi:Stack', 'pulumi:pulumi:Stack'],
    ['a:b/c/thing:Thing', 'a:b/c:Thing'],
    ['odd', 'odd'],
  ] as const
  for (const [type, visible] of rows)
    it(`${type} as ${visible}`, () => assert.equal(displayType(type), visible))
})
