import messages from '@pulumi/pulumi/proto/analyzer_pb.js'
import type {
  AnalyzeDiagnostic,
  AnalyzeRequest,
  AnalyzerInfo,
  AnalyzerProviderResource,
  AnalyzeStackRequest,
  ConfigureAnalyzerRequest,
} from '@pulumi/pulumi/proto/analyzer_pb.js'
import { toObject, toStruct, withoutInternalKeys } from '../properties.ts'
import type { JsonObject } from '../json.ts'
import type { Resource } from '../resource.ts'
import type { PackConfig, PolicyInfo } from './policy-config.ts'
import { EngineError } from '../engine-error.ts'
import {
  type EnforcementLevel,
  enforcementLevels,
  severities,
  type Severity,
  type Violation,
} from './violation.ts'

type WireLevel = ReturnType<AnalyzeDiagnostic['getEnforcementlevel']>

const { ADVISORY, MANDATORY, DISABLED, REMEDIATE } = messages.EnforcementLevel
const levelNumbers = { advisory: ADVISORY, mandatory: MANDATORY, disabled: DISABLED, remediate: REMEDIATE }
const severitiesByNumber: readonly (Severity | undefined)[] = [undefined, ...severities.toReversed()]

/** A resource and its provider, as one request is about them. */
export interface Subject {
  readonly resource: Resource
  readonly provider: Resource | undefined
}

export function analyzeRequest({ resource, provider }: Subject, properties: JsonObject): AnalyzeRequest {
  return (
    new messages.AnalyzeRequest()
      .setUrn(resource.urn)
      .setType(resource.type)
      .setName(resource.name)
      .setProperties(toStruct(properties))
      // Without them the SDK takes the CLI for one that is too old.
      .setOptions(new messages.AnalyzerResourceOptions())
      .setProvider(providerMessage(provider))
  )
}

/** All resources, as they were asked for: outputs, of which the CLI tells here, nothing in a preview has. */
export function analyzeStackRequest(subjects: readonly Subject[]): AnalyzeStackRequest {
  return new messages.AnalyzeStackRequest().setResourcesList(
    subjects.map(({ resource, provider }) =>
      new messages.AnalyzerResource()
        .setUrn(resource.urn)
        .setType(resource.type)
        .setName(resource.name)
        .setProperties(toStruct(withoutInternalKeys(resource.inputs)))
        .setOptions(new messages.AnalyzerResourceOptions())
        .setProvider(providerMessage(provider)),
    ),
  )
}

/** Refuses a policy without a level, which is what properties for a misspelt policy name come to. */
export function configureRequest(config: PackConfig): ConfigureAnalyzerRequest {
  const request = new messages.ConfigureAnalyzerRequest()
  for (const [policy, { level, properties }] of config) {
    if (level === undefined) throw new EngineError('invalid enforcement level ""')
    // Properties come from JSON, so they are JSON.
    const struct = toStruct((properties ?? {}) as JsonObject)
    const entry = new messages.PolicyConfig().setProperties(struct).setEnforcementlevel(levelNumbers[level])
    request.getPolicyconfigMap().set(policy, entry)
  }
  return request
}

export function policyInfos(info: AnalyzerInfo): readonly PolicyInfo[] {
  return info.getPoliciesList().map((policy) => {
    const schema = policy.getConfigschema()
    const described = { name: policy.getName(), level: levelOf(policy.getEnforcementlevel()) }
    if (schema === undefined) return described
    return {
      ...described,
      schema: { properties: toObject(schema.getProperties()), required: schema.getRequiredList() },
    }
  })
}

export function severitiesOf(info: AnalyzerInfo): ReadonlyMap<string, Severity | undefined> {
  return new Map(
    info.getPoliciesList().map((policy) => [policy.getName(), severitiesByNumber[policy.getSeverity()]]),
  )
}

/** A policy that should have remediated and still complains counts as mandatory. */
export function violationOf(diagnostic: AnalyzeDiagnostic): Violation {
  const level = levelOf(diagnostic.getEnforcementlevel())
  return {
    policy: diagnostic.getPolicyname(),
    pack: diagnostic.getPolicypackname(),
    packVersion: diagnostic.getPolicypackversion(),
    message: diagnostic.getMessage(),
    level: level === 'remediate' ? 'mandatory' : level,
    severity: severitiesByNumber[diagnostic.getSeverity()],
    urn: diagnostic.getUrn(),
  }
}

function levelOf(number: WireLevel): EnforcementLevel {
  const level = enforcementLevels.find((it) => levelNumbers[it] === number)
  if (level === undefined) throw new EngineError(`invalid enforcement level ${number}`)
  return level
}

function providerMessage(provider: Resource | undefined): AnalyzerProviderResource | undefined {
  if (provider === undefined) return undefined
  return new messages.AnalyzerProviderResource()
    .setUrn(provider.urn)
    .setType(provider.type)
    .setName(provider.name)
    .setProperties(toStruct(withoutInternalKeys(provider.inputs)))
}
