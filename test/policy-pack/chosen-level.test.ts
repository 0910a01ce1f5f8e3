import assert from 'node:assert/strict'
import { announcedLevel } from '../../policy-pack/announced-level.ts'
import { configuredBy, type PolicyOverride } from '../../policy-pack/override.ts'
import { parseRules } from '../../src/config/rules-text.ts'
import { ruleFrom } from '../../src/rules/from-document.ts'
import type { Enforcement } from '../../src/rules/rule.ts'

/** Levels of the rule and of the entry that matches; what is configured; what holds. */
const rows: readonly [
  rule: Enforcement,
  stack: Enforcement | undefined,
  configured: Enforcement | 'all' | undefined,
  holds: Enforcement,
][] = [
  ['mandatory', undefined, undefined, 'mandatory'],
  ['mandatory', 'advisory', undefined, 'advisory'],
  ['mandatory', 'advisory', 'mandatory', 'mandatory'],
  ['mandatory', 'advisory', 'all', 'mandatory'],
  ['mandatory', 'disabled', 'mandatory', 'mandatory'],
  ['mandatory', 'disabled', undefined, 'disabled'],
  ['mandatory', undefined, 'advisory', 'advisory'],
  ['advisory', undefined, undefined, 'advisory'],
  ['advisory', undefined, 'mandatory', 'mandatory'],
  ['advisory', 'mandatory', 'advisory', 'advisory'],
  ['advisory', 'disabled', 'advisory', 'advisory'],
  ['advisory', 'disabled', undefined, 'disabled'],
  ['disabled', 'advisory', 'mandatory', 'mandatory'],
]

describe('the level of a rule', () => {
  for (const [rule, stack, configured, holds] of rows) {
    it(`is ${holds}: ${rule} by the rule, ${stack ?? 'nothing'} by the stack, ${configured ?? 'nothing'} by configuration`, () => {
      const entry = { id: 'mfa', measure: 'mfaRegistered', minimum: '95%', enforcement: rule }
      const stacks = stack === undefined ? [] : [{ stack: 'acme/shop/dev', enforcement: stack }]
      const { value: document, locate } = parseRules(JSON.stringify({ rules: [entry], stacks }), 'rules.json')
      // The engine tells a level for every policy: the one that the pack announced, where nobody chose another.
      const announced = announcedLevel(document.rules[0]!, document)
      const override: PolicyOverride = {
        level: configured === undefined ? announced : configured === 'all' ? 'mandatory' : configured,
        byAll: configured === 'all',
        config: {},
      }
      const here = { organization: 'acme', project: 'shop', stack: 'dev', tags: new Map() }
      const configuredHere = configuredBy(new Map([['mfa', override]]), document)
      const now = { now: new Date(), stack: here }
      const { enforcement } = ruleFrom({ document, locate }, 0, now, configuredHere(0))
      assert.equal(enforcement, holds)
    })
  }
})
