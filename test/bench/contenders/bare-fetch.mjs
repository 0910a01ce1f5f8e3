/** The loop that one writes first: follows every next link and counts, and checks nothing. */
import { report, token } from './token.mjs'

const headers = { Authorization: `Bearer ${await token()}` }
// With `selected`, only the member that is counted is asked for.
let link = `${report}?$top=999${process.argv[2] === 'selected' ? '&$select=isMfaRegistered' : ''}`
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
