import analyzer from '@pulumi/pulumi/proto/analyzer_grpc_pb.js'
import type { Pack } from './pack.ts'

/** Where Pulumi's providers are told the tenant and the cloud. */
const deployedTo: ReadonlySet<string> = new Set([
  'azure-native:tenantId',
  'azuread:tenantId',
  'azure-native:environment',
  'azuread:environment',
])

/**
 * Has the pack see the engine's ConfigureStack call. @pulumi/policy passes on its tags alone, and an empty map also
 * when the call never came: a stack without tags must not be taken for one whose tags nobody told.
 */
export function observeStack(pack: Pack): void {
  const method = analyzer.AnalyzerService.configureStack
  const original = method.requestDeserialize
  method.requestDeserialize = (bytes) => {
    const request = original(bytes)
    const tags = new Map<string, string>()
    request.getTagsMap().forEach((value, name) => tags.set(name, value))
    const config = Object.fromEntries(
      request
        .getConfigMap()
        .getEntryList()
        .filter(([key]) => deployedTo.has(key)),
    )
    pack.configureStack({ organization: request.getOrganization() || undefined, tags, config })
    return request
  }
}
