import { Command } from 'commander'
import { readOnly } from '../snapshots/baseline-store.ts'
import type { Effects } from './effects.ts'
import { exitCodes } from './exit-code.ts'
import { addGateOptions, type GateOptions, prepareGate } from './gate-options.ts'
import { addTenantOption, tenantOf, type TenantOption } from './tenant-option.ts'
import { watched } from './progress-bar.ts'
import { tell } from './output/tell.ts'

/** `mfa-gate doctor`: says what a check would meet here, step by step, and what is missing. */
export function doctorCommand(effects: Effects, finish: (exitCode: number) => void): Command {
  const command = new Command('doctor').description(
    'Check sign-in, tenant, permissions, licence and reports one after the other, and say what is missing and who grants it; exit code 0 only if a check could reach an answer.',
  )
  return addTenantOption(addGateOptions(command)).action(async (options: GateOptions & TenantOption) => {
    const { gate, access, loaded } = prepareGate(effects, options, {
      tenant: await tenantOf(effects, options),
      limit: (store) => readOnly(store, 'doctor records nothing'),
    })
    const { simulatedTenant, cloud, expectedTenant } = access.settings
    // Loaded here, since no other command may pay for what it asks the world with.
    const [{ stepsOf }, { examine }, { renderChecklist }] = await Promise.all([
      import('../gate/steps.ts'),
      import('../doctor/examine.ts'),
      import('../doctor/render-checklist.ts'),
    ])
    const steps = stepsOf(gate, access)
    const { items, wouldDecide } = await examine({
      ...{ environment: effects.environment, now: effects.now, cloud, expectedTenant, steps },
      inquiry: gate.inquiry,
      document: loaded.document,
      decide: (claims) => watched(effects, ({ progress }) => steps.assess(claims, progress)),
    })
    const standIn = simulatedTenant === undefined ? '' : 'The embedded tenant (a stand-in, not Microsoft).\n'
    await tell(effects.stdout, `${standIn}${renderChecklist(items)}`)
    finish(wouldDecide ? exitCodes.pass : exitCodes.undetermined)
  })
}
