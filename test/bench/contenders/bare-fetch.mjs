/** The loop that one writes first: follows every next link and counts, and checks nothing. */
import { report, token } from './token.mjs'

const headers = { Authorization: `Bearer ${await token()}` }
// With `selected`, only the member that is counted is asked for; with `admins`, only admins are.
const more = { selected: '&$select=isMfaRegistered', admins: '&$filter=isAdmin eq true' }[process.argv[2]]
let link = `${report}?$top=999${more ?? ''}`
let users = 0
let registered = 0
while (link !== undefined) {
  const response = await fetch(link, { headers })
  const page = await response.json()
  for (const row of page.value) {
    users += 1
    if (row.isMfaRegistered) registered += 1
  }
  link = page['@odata.nextLink']
}
process.stdout.write(`${registered} of ${users}\n`)
