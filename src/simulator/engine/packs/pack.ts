import type { AnalyzeDiagnostic, AnalyzerInfo } from '@pulumi/pulumi/proto/analyzer_pb.js'
import { EngineError, messageOf } from '../engine-error.ts'
import type { PackHeader } from '../events.ts'
import { withoutInternalKeys } from '../properties.ts'
import type { AnalyzerClient } from './analyzer-client.ts'
import {
  analyzeRequest,
  analyzeStackRequest,
  configureRequest,
  policyInfos,
  severitiesOf,
  type Subject,
  violationOf,
} from './analyzer-messages.ts'
import { configComplaints } from './config-schema.ts'
import { type PackConfig, reconcile } from './policy-config.ts'
import type { Violation } from './violation.ts'

/** The engine's side of one pack, after the CLI's: it is configured and asked about every resource. */
export class Pack {
  readonly header: PackHeader
  readonly #client: AnalyzerClient
  readonly #info: AnalyzerInfo
  /** The version in PulumiPolicy.yaml goes before the one the pack answers with. */
  readonly #version: string | undefined

  constructor(path: string, version: string | undefined, client: AnalyzerClient, info: AnalyzerInfo) {
    this.header = { name: info.getName(), version: version ?? info.getVersion(), path }
    this.#client = client
    this.#info = info
    this.#version = version
  }

  /** Sends every policy its configuration. Complaints about the configuration are answered, and nothing is sent. */
  async configure(given: PackConfig | undefined): Promise<readonly string[]> {
    const { name, version, path } = this.header
    if (!this.#info.getSupportsconfig()) {
      if (given === undefined) return []
      throw new EngineError(`policy pack "${name}" at "${path}" does not support config`)
    }
    const policies = policyInfos(this.#info)
    const config = reconcile(policies, given ?? new Map())
    const complaints = configComplaints(policies, config)
    if (complaints.length > 0)
      return complaints.map((it) => `validating policy config: ${name} ${version}  ${it}`)
    try {
      if (config.size > 0) await this.#client.configure(configureRequest(config))
    } catch (error) {
      throw new EngineError(`configuring policy pack "${name}" at "${path}": ${messageOf(error)}`)
    }
    return []
  }

  /** @throws EngineError when the pack would change the properties, which nothing here could take up */
  async remediate(subject: Subject): Promise<void> {
    const changes = await this.#client.remediate(analyzeRequest(subject, subject.resource.inputs))
    if (changes.length > 0)
      throw new EngineError(`the embedded engine does not support remediation; use the Pulumi CLI`)
  }

  async analyze(subject: Subject): Promise<readonly Violation[]> {
    const request = analyzeRequest(subject, withoutInternalKeys(subject.resource.inputs))
    return this.#violationsIn(await this.#client.analyze(request))
  }

  /** Asks about all resources together. */
  async analyzeStack(subjects: readonly Subject[]): Promise<readonly Violation[]> {
    return this.#violationsIn(await this.#client.analyzeStack(analyzeStackRequest(subjects)))
  }

  #violationsIn(diagnostics: readonly AnalyzeDiagnostic[]): readonly Violation[] {
    const known = severitiesOf(this.#info)
    return diagnostics.map(violationOf).map((it) => ({
      ...it,
      ...this.#packVersion(),
      severity: it.severity ?? known.get(it.policy),
    }))
  }

  #packVersion(): { readonly packVersion?: string } {
    return this.#version === undefined ? {} : { packVersion: this.#version }
  }
}
