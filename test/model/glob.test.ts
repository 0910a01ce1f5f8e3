import assert from 'node:assert/strict'
import fc from 'fast-check'
import picomatch from 'picomatch'
import { excludePattern } from '../../src/model/exclusion.ts'
import { globProblem, nameGlob, starGlob } from '../../src/model/glob/glob.ts'
import { matchesPattern, unknownStack } from '../../src/rules/stack.ts'
import { computing } from '../support/computing.ts'

/** What a reader of the documentation expects. */
const rows: readonly (readonly [pattern: string, fits: readonly string[], not: readonly string[]])[] = [
  ['prod', ['prod'], ['prod2', 'aprod', 'PROD', '']],
  ['prod*', ['prod', 'prod-eu', 'prod/eu'], ['aprod']],
  ['*prod', ['prod', '-prod', '.prod'], ['prods']],
  ['p?d', ['pad', 'p.d', 'p€d', 'p🙂d'], ['pd', 'paad']],
  ['{dev,test}', ['dev', 'test'], ['devtest', '{dev,test}', '']],
  ['{dev,test}-{a,b*}', ['dev-a', 'test-bc'], ['dev-c']],
  ['a{,-b}', ['a', 'a-b'], ['ab']],
  ['{a,{b,c}d}e', ['ae', 'bde', 'cde'], ['be', 'e']],
  ['a,b', ['a,b'], ['a', 'b']],
  ['!prod', ['!prod'], ['dev']],
  ['.+(x)$', ['.+(x)$'], ['a+x']],
]

const refused = ['[pd]rod', 'a\\*', 'dev|test', '{dev', 'dev}', '{dev}', 'a{}', '{a,{b}}'] as const

describe('A pattern of names', () => {
  for (const [pattern, fits, not] of rows) {
    it(`${pattern} fits what the documentation says`, () => {
      const glob = nameGlob(pattern) ?? assert.fail(globProblem(pattern))
      for (const name of fits) assert.ok(glob(name), name)
      for (const name of not) assert.ok(!glob(name), name)
    })
  }

  for (const pattern of refused) {
    it(`${pattern} is refused, since it means something else elsewhere`, () => {
      assert.notEqual(globProblem(pattern), undefined)
      const stack = { ...unknownStack, organization: 'o', project: 'p', stack: 'dev' }
      assert.equal(matchesPattern(`o/p/${pattern}`, stack), 'unknown')
    })
  }

  const name = fc.string({ unit: fc.constantFrom('a', 'b', '-', 'C'), minLength: 1, maxLength: 8 })
  const piece = fc.oneof(name, fc.constantFrom('*', '?', 'a', 'b'))
  const either = fc.array(fc.oneof(name, fc.constantFrom('a*', '?b')), { minLength: 2, maxLength: 3 })
  const pattern = fc
    .array(
      fc.oneof(
        piece,
        either.map((names) => `{${names.join(',')}}`),
      ),
      { minLength: 1, maxLength: 5 },
    )
    .map((pieces) => pieces.join(''))

  it('fits what picomatch says, which was used before', () => {
    const options = { dot: true, nonegate: true, noextglob: true, bash: true }
    fc.assert(
      fc.property(pattern, name, (glob, text) => {
        assert.equal(nameGlob(glob)?.(text), picomatch.isMatch(text, glob, options), `${glob} on ${text}`)
      }),
      { numRuns: 3_000 },
    )
  })

  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('{', '}', ',', '*', '?', 'a', '[') }),
        fc.string(),
        (glob, text) => {
          assert.equal(nameGlob(glob) === undefined, globProblem(glob) !== undefined)
          assert.ok([true, false, undefined].includes(nameGlob(glob)?.(text)))
        },
      ),
    )
  })

  it('with stars alone fits what a regular expression says', () => {
    const stars = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?', '{'), maxLength: 8 })
    fc.assert(
      fc.property(stars, fc.string({ unit: fc.constantFrom('a', 'b', '?', '{') }), (glob, text) => {
        const parts = glob.split('*').map((part) => part.replaceAll(/[?{]/g, String.raw`\$&`))
        assert.equal(starGlob(glob)(text), new RegExp(`^${parts.join('.*')}$`, 's').test(text))
      }),
    )
  })

  const worst = {
    stars: `${'*a'.repeat(149)}b`,
    'a choice with stars': `${'{a,a*}'.repeat(50)}b`,
    'what is never closed': '{'.repeat(150),
  }
  for (const [title, pattern] of Object.entries(worst)) {
    it(`takes less than a second of computing on the worst there is: ${title}`, () => {
      const spent = computing(() => {
        assert.ok(nameGlob(pattern)?.('a'.repeat(10_000)) !== true)
      })
      assert.ok(spent < 1_000, `${spent} ms`)
    })
  }

  it('takes less than a second of computing as the pattern of an exclusion', () => {
    const { matches } = excludePattern('rooms', worst.stars)
    const spent = computing(() => {
      assert.equal(matches({ id: '', userPrincipalName: 'a'.repeat(10_000), guest: false }), false)
    })
    assert.ok(spent < 1_000, `${spent} ms`)
  })
})
