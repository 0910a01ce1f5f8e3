import type { LoadedRules } from '../src/config/rules-file.ts'
import { type Environment, type Settings, settingsFrom } from '../src/config/settings.ts'
import { assess } from '../src/gate/assess.ts'
import { type Guard, guardOf } from '../src/gate/guard.ts'
import { type Gate, prepare, type Setup } from '../src/gate/prepare.ts'
import type { Access } from '../src/gate/read.ts'
import { type TenantReader, tenantReader } from '../src/gate/reader.ts'
import type { Inquiry } from '../src/model/inquiry.ts'
import type { Question } from '../src/model/question.ts'
import type { TenantReading } from '../src/model/tenant-reading.ts'
import { clockLines } from '../src/report/clock-words.ts'
import type { Assessment } from '../src/rules/assessment.ts'
import { ageFrom } from '../src/rules/age.ts'
import type { Rule } from '../src/rules/rule.ts'
import type { ReadingRun } from '../src/schemas/shared-reading.ts'
import type { BaselineStore } from '../src/snapshots/baseline-store.ts'
import { storeIn } from '../src/snapshots/directory-store.ts'
import type { Say } from './conclusion.ts'
import { configuredBy, guardConfiguredBy, type PolicyOverride } from './override.ts'
import { packVersion } from './packed.ts'
import { refuseUpdateBesideStandIn } from './refuse-update.ts'
import { type DeployedStack, stackOf, type EngineStack } from './stack-of.ts'
import { violationsOf } from './violations.ts'

/** Where this start runs, and where it tells people something. */
export interface Surroundings {
  readonly environment: Environment
  readonly directory: string
  readonly say: Say
  readonly now: () => Date
}

/** One deployment as the engine tells of it, call by call. However many policies ask, it is read and judged once. */
export class Deployment {
  readonly settings: Settings
  readonly loaded: LoadedRules
  readonly #surroundings: Surroundings
  readonly #baselines: BaselineStore
  readonly #reader: TenantReader
  readonly #overrides = new Map<string, PolicyOverride>()
  #stack: EngineStack | undefined
  #readings: Promise<TenantReading> | undefined
  #gate: Gate | undefined
  #judged: Promise<Assessment> | undefined
  #violations: Promise<ReturnType<typeof violationsOf>> | undefined
  readonly #further: { readonly asked: readonly Question[]; readonly readings: Promise<TenantReading> }[] = []
  readonly #printed = new Set<string>()

  /** @throws ConfigurationError for a wrong snapshot file */
  constructor(settings: Settings, loaded: LoadedRules, surroundings: Surroundings) {
    this.settings = settings
    this.loaded = loaded
    this.#surroundings = surroundings
    this.#baselines = storeIn(settings.baselines, surroundings.directory)
    this.#reader = tenantReader(settings, surroundings.directory)
  }

  get overrides(): ReadonlyMap<string, PolicyOverride> {
    return this.#overrides
  }

  configure(given: ReadonlyMap<string, PolicyOverride>): void {
    for (const [name, override] of given) this.#overrides.set(name, override)
    this.#reconsider()
  }

  configureStack(stack: EngineStack): void {
    this.#stack = stack
    this.#reconsider()
  }

  /** What is demanded of the tenant here and now; every policy asks, and every provider. */
  gate(urn: string): Gate {
    return (this.#gate ??= this.#prepare(urn, configuredBy(this.#overrides, this.loaded.document)))
  }

  /** The rules without the policy configuration. */
  documented(urn: string): readonly Rule[] {
    return this.#prepare(urn, undefined).rules
  }

  /** @throws ConfigurationError */
  judge(urn: string): Promise<Assessment> {
    const gate = this.gate(urn)
    return (this.#judged ??= assess(gate, () => this.read(urn, gate)))
  }

  /** What each rule has to say against it, in their order. @throws ConfigurationError */
  violations(urn: string): Promise<ReturnType<typeof violationsOf>> {
    return (this.#violations ??= this.judge(urn).then(({ verdicts }) => violationsOf(verdicts)))
  }

  /** What is known of the tenant. @throws ConfigurationError */
  async read(urn: string, { inquiry }: Gate): Promise<TenantReading> {
    if (inquiry.questions.length === 0) return []
    refuseUpdateBesideStandIn(this.settings, this.#stack?.dryRun)
    return (this.#readings ??= this.#readOnce(this.#aged(inquiry, urn), this.#settingsOf(urn)))
  }

  /** What a guard needs to know of it: the reading of the rules where that says it, else one of its own. */
  async readFor(questions: readonly Question[], urn: string, { entry }: Guard): Promise<TenantReading> {
    const { answersAll, furtherQuestions } = await import('../src/gate/guard-questions.ts')
    const gate = this.gate(urn)
    const readings = await this.read(urn, gate)
    if (answersAll(questions, gate.inquiry.questions, readings)) return readings
    for (const further of this.#further) {
      if (answersAll(questions, further.asked, await further.readings)) return further.readings
    }
    refuseUpdateBesideStandIn(this.settings, this.#stack?.dryRun)
    const asked = furtherQuestions(questions, entry, gate.inquiry)
    const inquiry = { ...gate.inquiry, questions: asked, signIns: undefined }
    const own = { asked, readings: this.#readOnce(this.#aged(inquiry, urn), this.#settingsOf(urn)) }
    this.#further.push(own)
    return own.readings
  }

  /** Undefined where the rules document has none. */
  guard(urn: string): Guard | undefined {
    const configured = guardConfiguredBy(this.#overrides, this.loaded.document)
    return guardOf(this.loaded, this.gate(urn), configured)
  }

  async #readOnce(inquiry: Inquiry, settings: Settings): Promise<TenantReading> {
    const { environment, directory, now } = this.#surroundings
    const { read, simulated, savedIn } = this.#reader
    // A pass prints no numbers in Pulumi, so that nobody may take a stand-in's for a tenant's, or trust a wrong clock.
    if (simulated) {
      const verb = savedIn === undefined ? 'reads' : 'takes a snapshot of'
      this.#sayOnce(`this ${verb} the embedded tenant, a stand-in for Microsoft.`)
    }
    const access = { settings, environment, directory, now }
    const { snapshotFile } = settings
    const readings = await (snapshotFile === undefined ? this.#read(inquiry, access) : read(inquiry, access))
    const lines = new Set(readings.flatMap(({ reading }) => clockLines(reading)))
    for (const line of lines) this.#sayOnce(line)
    return readings
  }

  /** The guard judges the same numbers, and may want them younger than the rules do. */
  #aged(inquiry: Inquiry, urn: string): Inquiry {
    const maxAge = this.guard(urn)?.entry.maxAge
    if (maxAge === undefined) return inquiry
    return { ...inquiry, maxAgeMs: Math.min(inquiry.maxAgeMs ?? Infinity, ageFrom(maxAge)) }
  }

  #sayOnce(line: string): void {
    if (this.#printed.has(line)) return
    this.#printed.add(line)
    this.#surroundings.say(`entra-mfa-gate: ${line}`)
  }

  #settingsOf(urn: string): Settings {
    return settingsFrom(this.#surroundings.environment, this.#stackOf(urn).config)
  }

  /** Preview and update are two starts, and the second takes what the first has read. */
  async #read(inquiry: Inquiry, access: Access): Promise<TenantReading> {
    if (access.settings.reuseMs === 0) return this.#reader.read(inquiry, access)
    const { readOnce } = await import('../src/gate/reuse.ts')
    return readOnce(inquiry, access, {
      by: runOf(this.#stack),
      version: packVersion,
      note: (line) => this.#sayOnce(line),
    })
  }

  #reconsider(): void {
    this.#gate = undefined
    this.#judged = undefined
    this.#violations = undefined
  }

  #prepare(urn: string, configured: Setup['configured']): Gate {
    const { stack } = this.#stackOf(urn)
    return prepare({
      ...{ loaded: this.loaded, stack, now: this.#surroundings.now() },
      ...{ baselines: this.#baselines, configured },
    })
  }

  #stackOf(urn: string): DeployedStack {
    return stackOf(urn, this.#stack, this.#surroundings.environment, this.settings.organization)
  }
}

/** `policy analyze` tells nothing of itself. */
function runOf(stack: EngineStack | undefined): ReadingRun {
  if (stack?.dryRun === undefined) return 'run'
  return stack.dryRun ? 'preview' : 'update'
}
