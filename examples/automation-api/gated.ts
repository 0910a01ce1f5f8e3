import type { EngineEvent, LocalWorkspaceOptions, Stack } from '@pulumi/pulumi/automation/index.js'
import { CommandError, LocalWorkspace } from '@pulumi/pulumi/automation/index.js'

/** What the gate came to. An operation of the Automation API fails with one exit code for everything. */
export type Answer = 'passed' | 'below the minimum' | 'could not determine' | 'failed otherwise'

export interface Gated {
  readonly answer: Answer
  /** The first line of every violation, which stands alone. */
  readonly found: readonly string[]
}

export interface Operation {
  readonly verb: 'preview' | 'up'
  readonly workDir: string
  readonly stackName: string
  /** The directory of the pack, or its executable; absolute, as it is looked up from `workDir`. */
  readonly policyPack: string
  readonly policyPackConfig?: string
  readonly workspace?: LocalWorkspaceOptions
}

/** Previews or updates a stack with the gate in between, and says what the gate came to. */
export async function gated(operation: Operation): Promise<Gated> {
  const { workDir, stackName, workspace = {} } = operation
  const stack = await LocalWorkspace.createOrSelectStack({ workDir, stackName }, workspace)
  const events: EngineEvent[] = []
  try {
    await run(stack, operation, (event) => events.push(event))
  } catch (error) {
    if (!(error instanceof CommandError)) throw error
    return answerOf(events, true)
  }
  return answerOf(events, false)
}

async function run(
  stack: Stack,
  { verb, policyPack, policyPackConfig }: Operation,
  onEvent: (event: EngineEvent) => void,
): Promise<void> {
  const options = {
    policyPacks: [policyPack],
    ...(policyPackConfig === undefined ? {} : { policyPackConfigs: [policyPackConfig] }),
    onEvent,
  }
  if (verb === 'preview') await stack.preview(options)
  else await stack.up(options)
}

/** The first words of a violation tell the kinds of answer apart. */
export function answerOf(events: readonly EngineEvent[], failed: boolean): Gated {
  const ours = events.flatMap(({ policyEvent }) =>
    policyEvent?.policyPackName === 'entra-mfa-gate' ? [policyEvent] : [],
  )
  const found = ours.map(
    ({ message }) =>
      message
        .replace(/<\{%[^%]*%\}>/g, '')
        .trim()
        .split('\n')[0] ?? '',
  )
  const stopping = found.filter((_, index) => ours[index]?.enforcementLevel === 'mandatory')
  if (!failed) return { answer: 'passed', found }
  if (stopping.some((line) => /^(Below the minimum|Dropped too far)/.test(line)))
    return { answer: 'below the minimum', found }
  return { answer: stopping.length > 0 ? 'could not determine' : 'failed otherwise', found }
}
