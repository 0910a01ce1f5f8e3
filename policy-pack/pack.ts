import type { ResourceValidationPolicy } from '@pulumi/policy'
import { ConfigurationError } from '../src/config/problem.ts'
import { setting, settingText } from '../src/config/setting.ts'
import { type LoadedRules, loadRules } from '../src/config/rules-file.ts'
import { originSeen } from '../src/config/rules-here.ts'
import { type Environment, type Settings, settingsFrom } from '../src/config/settings.ts'
import { segmentFrom } from '../src/model/segment.ts'
import { describe } from '../src/rules/from-document.ts'
import { tenantPolicyName } from '../src/rules/own-policies.ts'
import { mayBePolicy } from '../src/rules/guards/policy-types.ts'
import { rulesAndGuard } from '../src/rules/guards/guard-entry.ts'
import { settingsRuleId } from '../src/rules/unreadable-rules.ts'
import type { RuleEntry } from '../src/schemas/rules-document.ts'
import { oneLine } from '../src/report/plain.ts'
import { remediationSteps } from '../src/report/todo-lines.ts'
import type { Stack } from '../src/rules/stack.ts'
import type { ReportTarget } from '../src/config/report-target.ts'
import { announcedLevel } from './announced-level.ts'
import { policyConfigProperties } from './config-schema.ts'
import type { PolicyOverride } from './override.ts'
import { isFor, stacksProblems } from './for-stacks.ts'
import { onRootStack } from './on-root-stack.ts'
import { PlannedInputs } from './planned-inputs.ts'
import { compareProvider } from './compare-provider.ts'
import { lockoutPolicy } from './lockout-policy.ts'
import { type Conclude, concludeWith } from './conclusion.ts'
import { Deployment, type Surroundings } from './deployment.ts'
import { misconfigured, problemsOf, unasked, unaskedProblem, type Violation } from './violations.ts'
import { levelOfOwn, loosening } from './loosening.ts'
import { type PackReports, reportsFrom } from './reports.ts'
import { stackOf, type EngineStack } from './stack-of.ts'
import { tenantPolicy } from './tenant-policy.ts'
import { unlessAsked } from './unless-asked.ts'
import { unpainted } from './unpainted.ts'

/** The policies of this start of the pack. */
export interface Pack {
  readonly policies: readonly ResourceValidationPolicy[]
  /** The names that configuration may use; undefined when the rules could not be read. */
  readonly entries: ReadonlySet<string> | undefined
  /** Takes what is configured, or says what is wrong with it. */
  configure(overrides: ReadonlyMap<string, PolicyOverride>): readonly string[]
  /** What the engine tells of the stack before anything is analysed; `policy analyze` tells nothing. */
  configureStack(stack: EngineStack): void
  /** What has to see each resource as the engine sends it; undefined: nothing. */
  readonly inputs: PlannedInputs | undefined
}

/** Where this start runs, and where it tells what it has come to. */
interface Around extends Surroundings {
  readonly reports: PackReports
  /** Stacks that the rules are for, as organization/project/stack; undefined: every one. */
  readonly only: readonly string[] | undefined
}

/** What somebody who starts the pack may choose. */
interface Chosen extends Pick<Around, 'say' | 'reports' | 'only' | 'now'> {
  /** In place of the rules document that the settings name. @throws ConfigurationError */
  readonly load: (settings: Settings) => LoadedRules
}

/**
 * Makes the policies from settings and rules. When those cannot be read the pack still starts, with one policy that
 * refuses and says why: a pack that does not start ends in a stack trace instead of a sentence.
 */
export function packOf(
  environment: Environment,
  directory: string,
  settingsProblems: (settings: Settings, reports: readonly ReportTarget[]) => readonly string[] = () => [],
  {
    say: tell = () => undefined,
    reports = reportsFrom(settingText(environment, 'MFA_GATE_REPORT'), directory, environment),
    load = ({ rulesFile }) => loadRules(rulesFile, directory),
    only,
    now = () => new Date(),
  }: Partial<Chosen> = {},
): Pack {
  const say: Around['say'] = (line) => tell(unpainted(line))
  const surroundings = { environment, directory, say, reports, only, now }
  try {
    const settings = settingsFrom(environment)
    const asked = setting(environment, 'MFA_GATE_REPORT')
    const problems = [...settingsProblems(settings, asked), ...stacksProblems(only)]
    if (problems.length > 0) throw new ConfigurationError(problems)
    return workingPack(settings, load(settings), surroundings)
  } catch (error) {
    if (error instanceof ConfigurationError) return refusingPack(error.problems, surroundings)
    throw error
  }
}

function workingPack(settings: Settings, loaded: LoadedRules, surroundings: Around): Pack {
  const deployment = new Deployment(settings, loaded, surroundings)
  const conclude = concludeWith({
    ...surroundings,
    quiet: settings.quiet,
    rulesOrigin: originSeen(loaded, surroundings.directory),
  })
  const { document } = loaded
  const inputs = new PlannedInputs(mayBePolicy)
  const guard = lockoutPolicy(document, {
    deployment,
    conclude,
    inputs,
    say: surroundings.say,
    isAsked: (urn) => isFor(surroundings.only, deployment.gate(urn)),
  })
  return {
    policies: [
      ...document.rules.map((entry, index) =>
        policyOf(entry, document, async ({ urn }) =>
          isFor(surroundings.only, deployment.gate(urn)) ? violationAt(index, urn, deployment) : undefined,
        ),
      ),
      ...(guard === undefined ? [] : [guard]),
      ownPolicy(deployment, conclude, surroundings),
    ],
    entries: new Set([...rulesAndGuard(document).map(({ id }) => id), tenantPolicyName]),
    configure: (given) => {
      const problems = loosening(given, document)
      if (problems.length === 0) deployment.configure(given)
      return problems
    },
    configureStack: (stack) => deployment.configureStack(stack),
    inputs: guard && inputs,
  }
}

function notAskedLine(
  { organization = '?', project = '?', stack = '?' }: Stack,
  only: readonly string[],
): string {
  const name = oneLine([organization, project, stack].join('/'))
  return `entra-mfa-gate: not asked: this pack is for ${only.join(', ')}, and this is ${name}.`
}

/** A rule that is disabled has nothing to say, also where the others could not be judged. */
async function violationAt(
  index: number,
  urn: string,
  deployment: Deployment,
): Promise<Violation | undefined> {
  if (deployment.gate(urn).rules[index]?.enforcement === 'disabled') return undefined
  return (await deployment.violations(urn))[index]
}

function ownPolicy(
  deployment: Deployment,
  conclude: Conclude,
  { environment, say, only }: Around,
): ResourceValidationPolicy {
  const level = () => levelOfOwn(deployment.overrides)
  const policy = tenantPolicy({
    conclude: async (urn) => {
      const gate = deployment.gate(urn)
      if (isFor(only, gate)) await concludeAll(deployment, conclude, urn, level() !== 'disabled')
      else say(notAskedLine(gate.stack, only ?? []))
    },
    compare: async (provider) =>
      level() === 'disabled' || !isFor(only, deployment.gate(provider.urn))
        ? undefined
        : compareProvider(provider, { deployment, chosen: level(), conclude, environment, say }),
  })
  return unlessAsked(policy, async (urn) => {
    const gate = deployment.gate(urn)
    if (!isFor(only, gate)) return undefined
    await conclude.failed([unaskedProblem], gate.stack)
    return level() === 'disabled' ? undefined : unasked()
  })
}

/** The engine asks the policies in their order, this one last. */
async function concludeAll(
  deployment: Deployment,
  conclude: Conclude,
  urn: string,
  tenantsCompared: boolean,
): Promise<void> {
  try {
    const assessment = await deployment.judge(urn)
    await conclude.judged({ assessment, documented: deployment.documented(urn), tenantsCompared })
  } catch (error) {
    await conclude.failed(problemsOf(error), deployment.gate(urn).stack)
  }
}

function policyOf(
  entry: RuleEntry,
  document: LoadedRules['document'],
  find: Parameters<typeof onRootStack>[0],
): ResourceValidationPolicy {
  const { id, description = describe(entry), severity = 'high', measure } = entry
  const segment = segmentFrom(entry.segment)
  return {
    name: id,
    description: unpainted(description),
    // Pulumi Cloud shows them, and hands them to whoever is to mend a finding, a program too.
    remediationSteps: remediationSteps({ measure, segment }),
    enforcementLevel: announcedLevel(entry, document),
    severity,
    displayName: id,
    configSchema: { properties: policyConfigProperties },
    validateResource: onRootStack(find),
  }
}

/** One policy that refuses; where it is disabled, it says what nobody has judged. */
function refusingPack(problems: readonly string[], { environment, ...surroundings }: Around): Pack {
  const conclude = concludeWith({ ...surroundings, quiet: false, rulesOrigin: 'none that could be read' })
  let disabled = false
  const refuse = async (urn: string): Promise<Violation | undefined> => {
    const { stack } = stackOf(urn, undefined, environment, undefined)
    await conclude.failed(problems, stack, disabled)
    return disabled ? undefined : misconfigured(problems)
  }
  const policy: ResourceValidationPolicy = {
    name: settingsRuleId,
    description: 'Checks that the settings and the rules document of the gate can be read.',
    enforcementLevel: 'mandatory',
    severity: 'high',
    validateResource: onRootStack(async ({ urn }) => await refuse(urn)),
  }
  return {
    policies: [unlessAsked(policy, refuse)],
    entries: undefined,
    configure: (overrides) => {
      disabled = overrides.get(settingsRuleId)?.level === 'disabled'
      return []
    },
    configureStack: () => undefined,
    inputs: undefined,
  }
}
