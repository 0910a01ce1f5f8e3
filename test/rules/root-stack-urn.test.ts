import assert from 'node:assert/strict'
import { isOfOtherResource, rootStackType, rootStackUrn, stackOfUrn } from '../../src/rules/root-stack-urn.ts'
import { makeUrn } from '../../src/simulator/engine/urn.ts'

const shop = { project: 'shop', stack: 'prod' }

describe('the URN that violations of rules are reported against', () => {
  it('is this one, which exceptions of organizations name', () => {
    assert.equal(rootStackUrn(shop), 'urn:pulumi:prod::shop::pulumi:pulumi:Stack::shop-prod')
  })

  it('is the one that the embedded engine gives the root stack', () => {
    assert.equal(makeUrn({ ...shop, type: rootStackType, name: 'shop-prod', parent: '' }), rootStackUrn(shop))
  })

  it('tells project and stack, and no organization', () => {
    const { organization, project, stack } = stackOfUrn(rootStackUrn(shop), undefined)
    assert.deepEqual([organization, project, stack], [undefined, 'shop', 'prod'])
    assert.equal(stackOfUrn('everything', 'acme').stack, undefined)
  })

  it('is told from those of other resources, and what is no URN could be any', () => {
    assert.equal(isOfOtherResource(rootStackUrn(shop)), false)
    assert.equal(isOfOtherResource('urn:pulumi:prod::shop::aws:s3/bucket:Bucket::logs'), true)
    assert.equal(isOfOtherResource('urn:pulumi:prod::shop::pulumi:pulumi:Stack::other'), true)
    assert.equal(isOfOtherResource('*'), false)
  })
})
