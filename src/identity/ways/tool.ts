import type { ToolChoice } from '../choose/choice.ts'
import type { Open } from './opening.ts'

/** A tool that a person has signed in with, on their own machine or earlier in the job. */
export const openTool: Open<ToolChoice> = async ({ tool }, { expectedTenantId, timeoutMs }) => {
  const { AzureCliCredential, AzureDeveloperCliCredential, AzurePowerShellCredential } =
    await import('@azure/identity')
  const options = {
    // The tool would otherwise outlive the gate that waits for it.
    processTimeoutInMs: Math.ceil(timeoutMs),
    ...(expectedTenantId !== undefined && { tenantId: expectedTenantId }),
  }
  switch (tool) {
    case 'azure-cli':
      return new AzureCliCredential(options)
    case 'azure-powershell':
      return new AzurePowerShellCredential(options)
    case 'azure-developer-cli':
      return new AzureDeveloperCliCredential(options)
  }
}
