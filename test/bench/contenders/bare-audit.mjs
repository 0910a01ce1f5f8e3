/** The same for the tenants of a JSON file, eight at a time: tells how many it has read. */
import { readFileSync } from 'node:fs'
import { token } from './token.mjs'

const host = process.env.AZURE_AUTHORITY_HOST
const tenants = JSON.parse(readFileSync(process.argv[2], 'utf8'))
let [next, read] = [0, 0]
const work = async () => {
  for (let at = next++; at < tenants.length; at = next++) {
    const { tenantId, clientId, clientSecret } = tenants[at]
    const bearer = await token({
      AZURE_AUTHORITY_HOST: host,
      AZURE_TENANT_ID: tenantId,
      AZURE_CLIENT_ID: clientId,
      AZURE_CLIENT_SECRET: clientSecret,
    })
    const response = await fetch(`${host}/beta/reports/getCredentialUserRegistrationCount`, {
      headers: { Authorization: `Bearer ${bearer}` },
    })
    const { value } = await response.json()
    if (value[0].totalUserCount > 0) read += 1
  }
}
await Promise.all(Array.from({ length: 8 }, work))
process.stdout.write(`${read} tenants\n`)
