import assert from 'node:assert/strict'
import { unknownStack } from '../../src/rules/stack.ts'
import { forge, makeBundle, verify } from './make-bundle.ts'

/** On a matcher that goes back, each takes minutes. */
const hostile = {
  'many stars': `*/*/${'*a'.repeat(60)}b`,
  'stars alone': `*/*/${'*'.repeat(120)}b`,
  'many alternatives': `*/*/${'{a,aa,aaa}'.repeat(12)}b`,
  'questions between stars': `*/*/${'*?'.repeat(60)}b`,
}

/** Nobody has vouched for what an unsigned bundle holds, and yet its rules are judged again. */
describe('A pattern in an unsigned bundle that nothing fits', () => {
  const stack = { ...unknownStack, organization: 'acme', project: 'shop', stack: 'a'.repeat(100) }
  const rules = `rules: [{id: mfa, measure: mfaRegistered, minimum: 95%}]
waivers: [{rule: mfa, stack: "acme/shop/none", reason: r, owner: o, ticket: t, created: 2026-11-01, expires: 2026-12-31}]
stacks: [{organization: acme, project: shop, stack: "acme/shop/none", minimum: 96%}]
`
  for (const [title, pattern] of Object.entries(hostile)) {
    it(`is done with, or refused, in a second of computing: ${title}`, async () => {
      const bundle = await makeBundle({ rules, stack })
      let changed = 0
      const forged = forge(bundle, 'rules.json', (value) => {
        const text = JSON.stringify(value)
        changed = text.split('acme/shop/none').length - 1
        return JSON.parse(text.replaceAll('acme/shop/none', pattern)) as object
      })
      assert.ok(changed >= 2, 'the pattern stands in the waiver and in stacks')
      const began = process.threadCpuUsage()
      const { result } = await verify(forged)
      const { user } = process.threadCpuUsage(began)
      assert.ok(user < 1_000_000, `${user / 1_000} ms of computing`)
      assert.ok(['sound', 'false'].includes(result), result)
    })
  }
})
