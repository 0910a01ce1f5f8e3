/** Run by tests as a process of its own: signs in with Microsoft's own library and prints what the report says. */
import { ClientSecretCredential } from '@azure/identity'

const setting = (name: string) => process.env[name] ?? ''
const authorityHost = setting('AZURE_AUTHORITY_HOST')
const credential = new ClientSecretCredential(
  setting('AZURE_TENANT_ID'),
  setting('AZURE_CLIENT_ID'),
  setting('AZURE_CLIENT_SECRET'),
  { authorityHost, disableInstanceDiscovery: true },
)

try {
  const { token } = await credential.getToken('https://graph.microsoft.com/.default')
  const response = await fetch(`${authorityHost}/beta/reports/getCredentialUserRegistrationCount`, {
    headers: { Authorization: `Bearer ${token}` },
  })
  process.stdout.write(JSON.stringify({ status: response.status, body: await response.json() }))
} catch (error) {
  process.stdout.write(JSON.stringify({ refused: String(error) }))
}
