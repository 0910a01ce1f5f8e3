import type { CredentialChoice } from '../identity/choose/choice.ts'

/** How the gate signs in, for people; names variables, never what they hold. */
export function describeChoice(choice: CredentialChoice): string {
  switch (choice.kind) {
    case 'client-secret':
      return `client secret in ${choice.secretFrom}${asApp(choice)}`
    case 'certificate':
      return `certificate in the file that ${choice.pathFrom} names${asApp(choice)}`
    case 'oidc-token':
      return `OIDC token in ${choice.tokenFrom ?? `the file that ${choice.fileFrom ?? ''} names`}${asApp(choice)}`
    case 'oidc-request':
      return `OIDC token requested from the address in ${choice.urlFrom}${asApp(choice)}`
    case 'azure-pipelines':
      return `service connection ${choice.connectionId} of Azure Pipelines${asApp(choice)}`
    case 'workload-identity':
      return `workload identity, token in the file that ${choice.fileFrom} names${asApp(choice)}`
    case 'user-password':
      return `user and password in ${choice.userFrom} and ${choice.passwordFrom}${asApp(choice)}`
    case 'managed-identity':
      return choice.clientId === undefined
        ? 'managed identity of this machine'
        : `managed identity with client id ${choice.clientId}`
    case 'tool':
      return `the account that ${toolNames[choice.tool]} is signed in with`
    case 'found':
      return foundWords(choice)
  }
}

function foundWords({ candidates, unproven }: Extract<CredentialChoice, { kind: 'found' }>): string {
  const why =
    unproven === undefined
      ? 'nothing is configured'
      : `${unproven.join(' and ')} are set, but no secret, certificate or token`
  const names = candidates.map((candidate) =>
    candidate.kind === 'tool' ? toolNames[candidate.tool] : 'managed identity',
  )
  return `${why}, so the first of these that is available: ${names.join(', ')}`
}

const toolNames = {
  'azure-cli': 'the Azure CLI',
  'azure-powershell': 'Azure PowerShell',
  'azure-developer-cli': 'the Azure Developer CLI',
} as const

function asApp({ clientId, tenantId }: { readonly clientId: string; readonly tenantId: string }): string {
  return `, app ${clientId} in tenant ${tenantId}`
}
