/**
 * The resources that are such policies: `azuread` and whatever else calls its type so, as bridged Terraform providers
 * do; and those of `msgraph`, which name an address of Microsoft Graph. azure-native has none.
 */
export const named = /^[^:]+:[^:]*:(?:[A-Za-z0-9]*)ConditionalAccessPolicy$/
export const anyOfGraph = 'msgraph:'

/** Whether a resource of this type may be such a policy, by its type alone. */
export function mayBePolicy(type: string): boolean {
  return named.test(type) || type.startsWith(anyOfGraph)
}
