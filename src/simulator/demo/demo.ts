import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findPulumi, type PulumiCommand } from '../pulumi-command.ts'
import { type ScratchBackend, scratchBackend } from '../scratch-backend.ts'
import { runPrinted, type CommandResult, type Stage } from './run-printed.ts'

/** The project at the top level of the clone. */
const project = fileURLToPath(new URL('../../../', import.meta.url))
const mfaGate = join(project, 'src/cli/mfa-gate.cjs')
const stack = 'demo'

interface Act {
  readonly title: string
  readonly population: number
  readonly registered: number
  readonly asItMust: (result: CommandResult) => boolean
}

const acts: readonly Act[] = [
  {
    title: 'A tenant in which 33 of 23,123 users are registered for MFA: the preview is refused',
    population: 23_123,
    registered: 33,
    asItMust: ({ exitCode, output }) =>
      exitCode !== 0 && output.includes('Below the minimum: 33 of 23,123 users (0.14 %)'),
  },
  {
    title: 'A tenant in which 22,000 of 23,123 users are registered: the preview passes',
    population: 23_123,
    registered: 22_000,
    asItMust: ({ exitCode, output }) => exitCode === 0 && output.includes('✅ entra-mfa-gate@'),
  },
]

/**
 * The question alone, the same of many tenants, and what a tenant of one's own still lacks. Typed in the clone, which is
 * its own npx mfa-gate once npm ci has run.
 */
export const nextCommands = [
  'npx mfa-gate simulate -- mfa-gate check',
  'npx mfa-gate simulate --tenants 20 -- mfa-gate audit --format text --format html=pages',
  'npx mfa-gate doctor',
] as const

/** Shows the refusal and the pass of a preview. Exits 0 only when both ended as expected. */
export async function runDemo(stage: Stage): Promise<number> {
  const { say } = stage
  const pulumi = await findPulumi(stage.environment, say)
  say(
    pulumi.engine === 'cli'
      ? `Pulumi CLI ${pulumi.version ?? ''}`
      : 'Embedded engine (a stand-in for the Pulumi CLI)',
  )
  const backend = scratchBackend()
  try {
    await createStack(pulumi, backend, stage)
    const right = []
    for (const act of acts) right.push(await perform(act, pulumi, backend, stage))
    const all = right.every(Boolean)
    say(all ? 'Both ended as expected: one refused, one passed.' : 'This did not end as expected; see above.')
    if (all) say(['', 'Type next, in this folder:', ...nextCommands.map((line) => `  ${line}`)].join('\n'))
    return all ? 0 : 1
  } finally {
    backend.remove()
    rmSync(join(project, '.stacks', `Pulumi.${stack}.yaml`), { force: true })
  }
}

async function createStack(
  { engine, command }: PulumiCommand,
  backend: ScratchBackend,
  stage: Stage,
): Promise<void> {
  if (engine === 'embedded') return
  const args = [...command, 'stack', 'init', stack, '--non-interactive']
  await runPrinted('pulumi stack init', args, project, withBackend(stage, backend))
}

async function perform(
  act: Act,
  pulumi: PulumiCommand,
  backend: ScratchBackend,
  stage: Stage,
): Promise<boolean> {
  const { say } = stage
  say(`\n— ${act.title}`)
  const tenant = ['--population', String(act.population), '--registered', String(act.registered)]
  const preview = [
    'preview',
    '--stack',
    stack,
    '--policy-pack',
    'policy-pack',
    '--non-interactive',
    '--color',
    'never',
  ]
  const result = await runPrinted(
    `mfa-gate simulate ${tenant.join(' ')} -- pulumi preview --policy-pack policy-pack`,
    [process.execPath, mfaGate, 'simulate', ...tenant, '--', ...pulumi.command, ...preview],
    project,
    withBackend(stage, backend),
  )
  say(`exit code ${result.exitCode}`)
  return act.asItMust(result)
}

function withBackend(stage: Stage, backend: ScratchBackend): Stage {
  return { ...stage, environment: { ...stage.environment, ...backend.environment } }
}
