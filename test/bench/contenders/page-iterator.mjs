/** Microsoft's JavaScript SDK as its documentation shows it: a client and a PageIterator. */
import { Client, PageIterator } from '@microsoft/microsoft-graph-client'
import { report, token } from './token.mjs'

const accessToken = await token()
const client = Client.init({
  authProvider: (done) => done(null, accessToken),
  // Else the SDK leaves the token out for a host that it does not know.
  customHosts: new Set([new URL(report).hostname]),
})
let users = 0
let registered = 0
const first = await client.api(`${report}?$top=999`).get()
await new PageIterator(client, first, (row) => {
  users += 1
  if (row.isMfaRegistered) registered += 1
  return true
}).iterate()
process.stdout.write(`${registered} of ${users}\n`)
