import assert from 'node:assert/strict'
import { painter } from '../../src/report/paint.ts'

describe('Colour', () => {
  const { env } = process
  const printed = { ...env }
  afterEach(() => {
    for (const name of ['NO_COLOR', 'FORCE_COLOR']) {
      if (printed[name] === undefined) Reflect.deleteProperty(env, name)
      else env[name] = printed[name]
    }
  })

  it('is there where it was asked for, whatever the process itself writes to', () => {
    env['NO_COLOR'] = '1'
    assert.equal(painter(true)('red', 'below'), '\u001b[31mbelow\u001b[39m')
    assert.equal(painter(true)('dim', 'not asked'), '\u001b[2mnot asked\u001b[22m')
  })

  it('is not there where it was not, whatever the environment says', () => {
    env['FORCE_COLOR'] = '1'
    assert.equal(painter(false)('green', 'passed'), 'passed')
  })
})
