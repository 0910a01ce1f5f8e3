import assert from 'node:assert/strict'
import { configComplaints } from '../../../src/simulator/engine/packs/config-schema.ts'
import type { PolicyInfo } from '../../../src/simulator/engine/packs/policy-config.ts'

const complaints = (property: object, value: unknown) => {
  const policy: PolicyInfo = {
    name: 'p',
    level: 'mandatory',
    schema: { properties: { x: property }, required: [] },
  }
  return configComplaints([policy], new Map([['p', { level: 'mandatory', properties: { x: value } }]]))
}

describe('a configured property is refused in the words of the CLI', () => {
  const rows: readonly (readonly [object, unknown, ...string[]])[] = [
    [{ type: 'string' }, 95, 'x: Invalid type. Expected: string, given: integer'],
    [{ type: ['string', 'number'] }, true, 'x: Invalid type. Expected: [string,number], given: boolean'],
    [{ type: 'integer' }, 0.5, 'x: Invalid type. Expected: integer, given: number'],
    [{ type: 'boolean' }, null, 'x: Invalid type. Expected: boolean, given: null'],
    [{ enum: ['a', 1] }, 'b', 'x: x must be one of the following: "a", 1'],
    [{ minimum: 0.5 }, 0.1, 'x: Must be greater than or equal to 0.5'],
    [{ items: { type: 'integer' } }, ['b'], 'x.0: Invalid type. Expected: integer, given: string'],
    [{ properties: { y: { type: 'object', required: ['deep'] } } }, { y: {} }, 'x.y: deep is required'],
    [{ maxLength: 3 }, '1234', 'x: must NOT have more than 3 characters'],
  ]
  for (const [property, value, ...expected] of rows) {
    it(`${JSON.stringify(value)} against ${JSON.stringify(property)}`, () => {
      assert.deepEqual(
        new Set(complaints(property, value)),
        new Set(expected.map((sentence) => `p: ${sentence}`)),
      )
    })
  }

  it('when it is required and missing, even of a disabled policy', () => {
    const policy: PolicyInfo = { name: 'p', level: 'disabled', schema: { properties: {}, required: ['x'] } }
    assert.deepEqual(configComplaints([policy], new Map([['p', { level: 'disabled' }]])), [
      'p: x is required',
    ])
  })

  it('but passes when the schema does not know it', () => {
    const policy: PolicyInfo = { name: 'p', level: 'mandatory', schema: { properties: {}, required: [] } }
    assert.deepEqual(configComplaints([policy], new Map([['p', { properties: { minimun: 3 } }]])), [])
  })
})
