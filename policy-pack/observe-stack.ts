import analyzer from '@pulumi/pulumi/proto/analyzer_grpc_pb.js'
import { deploymentConfig } from '../src/config/stack-config.ts'
import { observe } from './observe.ts'
import type { Pack } from './pack.ts'

/**
 * Has the pack see the engine's ConfigureStack call. @pulumi/policy passes on its tags alone, and an empty map also
 * when the call never came: a stack without tags must not be taken for one whose tags nobody told.
 */
export function observeStack(pack: Pack): void {
  observe(analyzer.AnalyzerService.configureStack, (request) => {
    const tags = new Map<string, string>()
    request.getTagsMap().forEach((value, name) => tags.set(name, value))
    const config = deploymentConfig(Object.fromEntries(request.getConfigMap().getEntryList()))
    const organization = request.getOrganization() || undefined
    pack.configureStack({ organization, tags, config, dryRun: request.getDryRun() })
    return request
  })
}
