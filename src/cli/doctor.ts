import { Command } from 'commander'
import { examine } from '../doctor/examine.ts'
import { renderChecklist } from '../doctor/render-checklist.ts'
import { readOnly } from '../snapshots/baseline-store.ts'
import { doctorEdges } from './doctor-edges.ts'
import { exitCodes } from './exit-code.ts'
import { addGateOptions, type GateOptions, prepareGate } from './gate-options.ts'

/** `mfa-gate doctor`: says what a check would meet here, step by step, and what is missing. */
export function doctorCommand(finish: (exitCode: number) => void): Command {
  const command = new Command('doctor').description(
    'Walk through sign-in, tenant, permissions, licence and reports, and say what is missing and who grants it; exit code 0 only when a check would be able to decide.',
  )
  return addGateOptions(command).action(async (options: GateOptions) => {
    const preparation = prepareGate(options, (store) => readOnly(store, 'doctor records nothing'))
    const { settings } = preparation
    const edges = doctorEdges(preparation)
    const { items, wouldDecide } = await examine(edges)
    const standIn =
      settings.simulatedTenant === undefined ? '' : 'The embedded tenant (a stand-in, not Microsoft).\n'
    process.stdout.write(`${standIn}${renderChecklist(items)}`)
    finish(wouldDecide ? exitCodes.pass : exitCodes.undetermined)
  })
}
