import assert from 'node:assert/strict'
import fc from 'fast-check'
import { toCount } from '../../src/model/count.ts'
import { excludeListed, excludePattern, excludeSyncAccounts, withinCap } from '../../src/model/exclusion.ts'

const account = (userPrincipalName: string, id = 'x') => ({ id, userPrincipalName, guest: false })

describe('An exclusion', () => {
  const patterns = [
    {
      pattern: 'room-*@contoso.com',
      fits: ['room-1@contoso.com', 'ROOM-@CONTOSO.COM'],
      not: ['room-1@contoso.com.evil', 'a-room-1@contoso.com'],
    },
    { pattern: 'a.b@c.de', fits: ['A.B@c.de'], not: ['axb@c.de'] },
    { pattern: 'svc*', fits: ['svc', 'svc-1@x.y'], not: ['asvc'] },
    { pattern: '(x|y)+@c.de', fits: ['(x|y)+@c.de'], not: ['x@c.de'] },
  ]
  for (const { pattern, fits, not } of patterns) {
    it(`by the pattern ${pattern} fits whole names, whatever the case`, () => {
      const { matches } = excludePattern('rooms', pattern)
      for (const name of fits) assert.ok(matches(account(name)), name)
      for (const name of not) assert.ok(!matches(account(name)), name)
    })
  }

  it('by a pattern without a star fits that name alone', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (name, other) => {
        fc.pre(!name.includes('*') && name.toLowerCase() !== other.toLowerCase())
        const { matches } = excludePattern('one', name)
        return (
          matches(account(name)) && (!matches(account(other)) || name.toUpperCase() === other.toUpperCase())
        )
      }),
    )
  })

  it('by list finds names and object ids, and asks for names only when names are listed', () => {
    const id = '0A1B2C3D-0000-4000-8000-000000000001'
    const byId = excludeListed('breakGlass', 'emergency', [id])
    assert.equal(byId.readsNames, false)
    assert.ok(byId.matches({ id: id.toLowerCase(), userPrincipalName: undefined, guest: false }))
    const byName = excludeListed('users', 'shared', ['Front.Desk@contoso.com'])
    assert.equal(byName.readsNames, true)
    assert.ok(byName.matches(account('front.desk@CONTOSO.com')))
    assert.ok(!byName.matches(account('front.desk2@contoso.com')))
  })

  it('of sync accounts fits those that Microsoft makes, and nobody who is named alike', () => {
    const { matches } = excludeSyncAccounts('directory sync')
    assert.ok(matches(account('Sync_DC01_0123456789ab@contoso.onmicrosoft.com')))
    assert.ok(matches(account('ADToAADSyncServiceAccount@contoso.onmicrosoft.com')))
    assert.ok(!matches(account('Sync_DC01_0123456789ab@contoso.com')))
    assert.ok(!matches(account('Sync_Me@contoso.onmicrosoft.com')))
  })

  it('may go up to its cap and not one account further', () => {
    const count = (users: number) => toCount(users) ?? assert.fail()
    const fivePercent = { kind: 'ratio', ratio: { scaled: 5_000_000n } } as const
    assert.ok(withinCap(count(50), count(1_000), fivePercent))
    assert.ok(!withinCap(count(51), count(1_000), fivePercent))
    assert.ok(withinCap(count(3), count(5), { kind: 'count', users: 3 }))
    assert.ok(!withinCap(count(4), count(5), { kind: 'count', users: 3 }))
  })
})
