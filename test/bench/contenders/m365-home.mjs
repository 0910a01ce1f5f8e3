/** Makes the home directory, given as argument, of a CLI for Microsoft 365 that is signed in to the embedded tenant. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { token } from './token.mjs'

const home = process.argv[2] ?? ''
const accessToken = await token()
const valid = { accessToken, expiresOn: new Date(Date.now() + 3_000_000).toISOString() }
const connection = {
  active: true,
  name: 'bench',
  authType: 5,
  certificateType: 0,
  cloudType: 0,
  appId: process.env.AZURE_CLIENT_ID,
  tenant: process.env.AZURE_TENANT_ID,
  // Next links lead to the embedded tenant's own origin.
  accessTokens: {
    'https://graph.microsoft.com': valid,
    [process.env.AZURE_AUTHORITY_HOST ?? '']: valid,
  },
}
mkdirSync(join(home, '.config/configstore'), { recursive: true })
writeFileSync(join(home, '.cli-m365-connection.json'), JSON.stringify(connection))
writeFileSync(
  join(home, '.config/configstore/cli-m365-config.json'),
  JSON.stringify({ disableTelemetry: true, autoOpenLinksInBrowser: false }),
)
