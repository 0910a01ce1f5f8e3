/** A token for the contenders that bring no sign-in of their own, by one plain request. */
export async function token(
  { AZURE_AUTHORITY_HOST: host, AZURE_TENANT_ID: tenant, AZURE_CLIENT_ID, AZURE_CLIENT_SECRET } = process.env,
) {
  const response = await fetch(`${host}/${tenant}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: AZURE_CLIENT_ID,
      client_secret: AZURE_CLIENT_SECRET,
      scope: 'https://graph.microsoft.com/.default',
    }),
  })
  return (await response.json()).access_token
}

export const report = `${process.env.AZURE_AUTHORITY_HOST}/v1.0/reports/authenticationMethods/userRegistrationDetails`
