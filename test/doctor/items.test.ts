import assert from 'node:assert/strict'
import { refuseBadProxy } from '../../src/config/proxy-problem.ts'
import { clockItem } from '../../src/doctor/examine.ts'
import { guardItem } from '../../src/doctor/guard-item.ts'
import { proxyItem } from '../../src/doctor/proxy.ts'
import type { TokenClaims } from '../../src/schemas/token-claims.ts'

const here = new Date('2026-11-22T12:00:00Z')

const clocks = [
  { title: 'is right within five minutes', there: '2026-11-22T12:04:59Z', state: 'ok', says: /within 300 s/ },
  {
    title: 'is wrong beyond, behind',
    there: '2026-11-22T12:10:00Z',
    state: 'failed',
    says: /600 s behind the login's/,
  },
  {
    title: 'is wrong beyond, ahead',
    there: '2026-11-22T11:50:00Z',
    state: 'failed',
    says: /600 s ahead of the login's/,
  },
  {
    title: 'is not judged when the login tells no time',
    there: undefined,
    state: 'skipped',
    says: /no time/,
  },
]

describe('The clock of this machine', () => {
  for (const { title, there, state, says } of clocks) {
    it(title, () => {
      const item = clockItem(here, there === undefined ? undefined : new Date(there))
      assert.equal(item.state, state)
      assert.match(item.says, says)
    })
  }
})

const origins = ['https://login.microsoftonline.com', 'https://graph.microsoft.com']
const proxies = [
  { title: 'none', environment: {}, says: 'none set; login and Graph are reached directly' },
  {
    title: 'one for both, without its password',
    environment: { HTTPS_PROXY: 'http://me:pw@proxy:3128' },
    says: 'login.microsoftonline.com and graph.microsoft.com through proxy:3128',
  },
  {
    title: 'the HTTPS one before the others, in either spelling',
    environment: { http_proxy: 'http://other:1', https_proxy: 'http://proxy:3128' },
    says: 'login.microsoftonline.com and graph.microsoft.com through proxy:3128',
  },
  {
    title: 'not for what NO_PROXY names',
    environment: { HTTPS_PROXY: 'http://proxy:3128', NO_PROXY: 'localhost, .microsoftonline.com' },
    says: 'graph.microsoft.com through proxy:3128; login.microsoftonline.com directly, by NO_PROXY',
  },
]

const doubtful = [
  'http://bob:p@ss/hunter2@proxy:8080',
  'http://bob:12/hunter2@proxy:8080',
  'http://bob:12?hunter2@proxy:8080',
  'http://bob:12#hunter2@proxy:8080',
  'http://bob:a%hunter2@proxy:8080',
  'bob:hunter2@proxy:8080',
  'http:///hunter2',
]

describe('The proxy that the doctor tells', () => {
  for (const text of doubtful) {
    it(`is not "${text}", which is refused without repeating any of it`, () => {
      assert.throws(
        () => refuseBadProxy({ HTTPS_PROXY: text }),
        ({ message }: Error) =>
          message.includes('HTTPS_PROXY is not the address of a proxy') &&
          !/hunter2|bob|ss.hunter|8080/.test(message),
      )
      assert.doesNotMatch(proxyItem({ HTTPS_PROXY: text }, origins).says, /hunter2|bob|ss/)
    })
  }

  for (const { title, environment, says } of proxies) {
    it(`is ${title}`, () => assert.equal(proxyItem(environment, origins).says, says))
  }
})

describe('The guard', () => {
  const guards = { 'ca-lockout-guard': { minimum: '100%' } }
  const graph = 'https://graph.microsoft.com'
  const claims = (...roles: string[]) => ({ tid: 'one', aud: graph, roles }) as unknown as TokenClaims

  it('is not looked at where the rules document has none', () => {
    assert.equal(guardItem({}, claims('AuditLog.Read.All')), undefined)
  })

  it('can count all users whom a policy may ask', () => {
    assert.equal(guardItem({ guards }, claims('AuditLog.Read.All'))?.state, 'ok')
  })

  it('can tell little without the permission, and names it', () => {
    const item = guardItem({ guards }, claims('Reports.Read.All'))
    assert.equal(item?.state, 'warning')
    assert.match(item.says, /judge only policies that ask all users for MFA/)
    assert.match(item.todo.join(), /grant AuditLog\.Read\.All/)
  })
})
