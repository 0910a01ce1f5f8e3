import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { settingsFrom } from '../../src/config/settings.ts'
import { graphRootOf, mayReceiveToken } from '../../src/graph/graph-root.ts'

const page = readFileSync(`${import.meta.dirname}/../../docs/sign-in.md`, 'utf8')
const rows = page
  .slice(page.indexOf('| Name'), page.indexOf('An unknown name'))
  .trim()
  .split('\n')
  .slice(2)
  .map((line) => {
    const [, names = '', ...cells] = line.split('|').map((cell) => cell.trim())
    const [login, graph, report] = cells.map((cell) => cell.replaceAll('`', ''))
    return { names: [...names.matchAll(/`([a-z0-9]+)`/g)].map(([, name = '']) => name), login, graph, report }
  })

describe('The table of clouds in docs/sign-in.md', () => {
  for (const { names, login, graph, report } of rows) {
    it(`tells login, Graph and scope of ${names.join(', ')}, which belong together`, () => {
      for (const name of names) {
        const cloud = settingsFrom({ MFA_GATE_CLOUD: name.toUpperCase() }).cloud
        const root = graphRootOf(undefined, cloud)
        assert.deepEqual([root.loginHost, new URL(root.origin).host], [login, graph])
        assert.equal(root.scope, `${root.origin}/.default`)
        assert.equal(cloud.hasCountReport, report === 'yes')
        assert.ok(mayReceiveToken(`${root.origin}/beta/x`, root))
      }
    })
  }
})

const chosen = [
  {
    title: 'MFA_GATE_CLOUD before all others',
    environment: { MFA_GATE_CLOUD: 'dod', ARM_ENVIRONMENT: 'usgovernment' },
    name: 'dod',
  },
  {
    title: 'the stack config before ARM_ENVIRONMENT',
    environment: { ARM_ENVIRONMENT: 'public' },
    stack: { 'azuread:environment': 'china' },
    name: 'china',
  },
  {
    title: 'that of the classic package',
    environment: {},
    stack: { 'azure:environment': 'usgovernment' },
    name: 'usgovernment',
  },
  {
    title: 'never one of an inherited PULUMI_CONFIG',
    environment: { PULUMI_CONFIG: '{"azuread:environment":"china"}' },
    name: 'public',
  },
  {
    title: 'ARM_ENVIRONMENT before AZURE_ENVIRONMENT',
    environment: { ARM_ENVIRONMENT: 'usgov', AZURE_ENVIRONMENT: 'AzureCloud' },
    name: 'usgovernment',
  },
  { title: 'AZURE_ENVIRONMENT', environment: { AZURE_ENVIRONMENT: 'AzureChinaCloud' }, name: 'china' },
  {
    title: 'the cloud whose login AZURE_AUTHORITY_HOST is',
    environment: { AZURE_AUTHORITY_HOST: 'https://login.microsoftonline.us/' },
    name: 'usgovernment',
  },
  {
    title: 'the named one of two clouds that share a login',
    environment: { AZURE_AUTHORITY_HOST: 'https://login.microsoftonline.us', MFA_GATE_CLOUD: 'dod' },
    name: 'dod',
  },
  {
    title: 'China by its other login',
    environment: { AZURE_AUTHORITY_HOST: 'login.partner.microsoftonline.cn' },
    name: 'china',
  },
  { title: 'the public cloud when nobody says', environment: {}, name: 'public' },
]

describe('The cloud', () => {
  for (const { title, environment, stack = {}, name } of chosen) {
    it(`is ${title}`, () => assert.equal(settingsFrom(environment, stack).cloud.name, name))
  }

  it('is refused when the login belongs to another one', () => {
    const environment = {
      ARM_ENVIRONMENT: 'china',
      AZURE_AUTHORITY_HOST: 'https://login.microsoftonline.com',
    }
    assert.throws(() => settingsFrom(environment), /not the login of the cloud in China/)
  })

  it('is refused when the login is nobody’s', () => {
    assert.throws(
      () => settingsFrom({ AZURE_AUTHORITY_HOST: 'https://login.example.org' }),
      /not the login of a cloud/,
    )
  })
})

describe('A token', () => {
  const root = graphRootOf(undefined)
  const addresses = [
    { url: 'https://graph.microsoft.com/v1.0/x', may: true },
    { url: 'http://graph.microsoft.com/v1.0/x', may: false },
    { url: 'https://graph.microsoft.us/v1.0/x', may: false },
    { url: 'https://graph.microsoft.com.example.org/x', may: false },
    { url: 'https://graph.microsoft.com@example.org/x', may: false },
    { url: 'https://graph.microsoft.com:8443/x', may: false },
    { url: '/v1.0/x', may: false },
  ]
  for (const { url, may } of addresses) {
    it(`${may ? 'may' : 'may not'} travel to ${url}`, () => assert.equal(mayReceiveToken(url, root), may))
  }

  it('may not travel to a root that is neither Microsoft’s nor on loopback', () => {
    const elsewhere = { ...root, origin: 'https://example.org' }
    assert.equal(mayReceiveToken('https://example.org/v1.0/x', elsewhere), false)
  })
})
