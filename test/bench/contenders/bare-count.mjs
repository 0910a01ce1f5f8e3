/** The script that one writes first: a token, the count report, two numbers; checks nothing. */
import { token } from './token.mjs'

const response = await fetch(
  `${process.env.AZURE_AUTHORITY_HOST}/beta/reports/getCredentialUserRegistrationCount`,
  { headers: { Authorization: `Bearer ${await token()}` } },
)
const { value } = await response.json()
const { totalUserCount, userRegistrationCounts } = value[0]
const { registrationCount } = userRegistrationCounts.find((one) => one.registrationStatus === 'mfaRegistered')
process.stdout.write(`${registrationCount} of ${totalUserCount}\n`)
