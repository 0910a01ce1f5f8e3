import assert from 'node:assert/strict'
import { projectConfig, stackConfig } from '../../../src/simulator/engine/stack-config.ts'

describe('the configuration of a stack', () => {
  it('puts keys without a namespace into that of the project', () => {
    const values = { greeting: 'hello', 'azure-native:location': 'westeurope', 'lab:config:old': 'x' }
    assert.deepEqual(stackConfig('lab', values, []), {
      'lab:greeting': 'hello',
      'azure-native:location': 'westeurope',
      'lab:old': 'x',
    })
  })

  it('hands everything over as text', () => {
    const values = { count: 3, on: true, list: [1, 2], map: { a: 'b' } }
    const expected = { 'lab:count': '3', 'lab:on': 'true', 'lab:list': '[1,2]', 'lab:map': '{"a":"b"}' }
    assert.deepEqual(stackConfig('lab', values, []), expected)
  })

  it('takes the command line over the file, and all that stands behind the first equals sign', () => {
    assert.deepEqual(stackConfig('lab', { a: '1' }, ['a=2', 'b=x=y']), { 'lab:a': '2', 'lab:b': 'x=y' })
  })

  it('refuses an assignment without a value', () => {
    assert.throws(() => stackConfig('lab', undefined, ['a']), { message: '--config a: expected key=value' })
  })

  it('refuses an encrypted value, naming its key', () => {
    assert.throws(() => stackConfig('lab', { 'lab:token': { secure: 'v1:abc' } }, []), {
      message: /^the config value lab:token is encrypted, which the embedded engine cannot read/,
    })
  })

  it('takes values and defaults that the project declares', () => {
    const declared = {
      a: 'x',
      b: { type: 'integer', default: 3 },
      'c:d': { value: 'y' },
      e: { type: 'string' },
    }
    assert.deepEqual(projectConfig('lab', declared), { 'lab:a': 'x', 'lab:b': '3', 'c:d': 'y' })
  })
})
