import assert from 'node:assert/strict'
import { proxyFor } from '../../src/wire/proxy-choice.ts'

const HTTPS_PROXY = 'http://proxy:8080'
const graph = 'https://graph.microsoft.com/beta'

describe('The proxy', () => {
  const rows: readonly [title: string, address: string, environment: Record<string, string>, via: boolean][] =
    [
      ['is taken for Graph', graph, { HTTPS_PROXY }, true],
      ['may be written in small letters', graph, { https_proxy: HTTPS_PROXY }, true],
      ['may be the one for everything', graph, { ALL_PROXY: HTTPS_PROXY }, true],
      ['is not there', graph, {}, false],
      ['is left out by a name', graph, { HTTPS_PROXY, NO_PROXY: 'x, graph.microsoft.com' }, false],
      ['is left out by a suffix', graph, { HTTPS_PROXY, NO_PROXY: '.microsoft.com' }, false],
      ['is left out by a suffix with a star', graph, { HTTPS_PROXY, no_proxy: '*.microsoft.com' }, false],
      ['is left out for all by *', graph, { HTTPS_PROXY, NO_PROXY: '*' }, false],
      ['is not left out for a longer name', graph, { HTTPS_PROXY, NO_PROXY: 'microsoft.com' }, true],
      [
        'never sees a metadata service',
        'http://169.254.169.254/metadata/identity/oauth2/token',
        { HTTPS_PROXY, HTTP_PROXY: HTTPS_PROXY },
        false,
      ],
      ['never sees a link-local address', 'https://169.254.130.1/token', { HTTPS_PROXY }, false],
      ["never sees an app's own identity endpoint", 'http://127.0.0.1:41741/msi', { HTTPS_PROXY }, false],
    ]
  for (const [title, address, environment, via] of rows) {
    it(title, () => assert.equal(proxyFor(address, environment)?.host, via ? 'proxy:8080' : undefined))
  }
})
