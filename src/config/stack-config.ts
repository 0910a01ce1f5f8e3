import { jsonIn } from '../io/parse-json.ts'

/** The texts in a stack's configuration, by full key such as `azure-native:tenantId`. */
export type StackConfig = Readonly<Record<string, string>>

/** Pulumi's packages that deploy to Azure or Microsoft Entra, each configured under its own name. */
export const azurePackages = ['azure-native', 'azuread', 'azure', 'azurerm', 'azapi', 'msgraph'] as const

/** Reads the text of `PULUMI_CONFIG`; what is no object of texts is none. */
export function parseStackConfig(text: string | undefined): StackConfig {
  const parsed = jsonIn(text ?? '')
  if (typeof parsed !== 'object' || parsed === null) return {}
  const texts = Object.entries(parsed).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  )
  // Config of older engines is keyed `project:config:key`.
  return Object.fromEntries(texts.map(([key, value]) => [key.replace(/^([^:]+):config:/, '$1:'), value]))
}

/** What a stack's configuration says of tenant and cloud, and nothing else of it, which may be secret. */
export function deploymentConfig(config: StackConfig): StackConfig {
  const kept = azurePackages.flatMap((name) => [`${name}:tenantId`, `${name}:environment`])
  return Object.fromEntries(Object.entries(config).filter(([key]) => kept.includes(key)))
}
