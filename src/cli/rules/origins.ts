import { Command } from 'commander'
import { renderExplanation } from '../../report/explain-text.ts'
import { readOnly } from '../../snapshots/baseline-store.ts'
import type { Effects } from '../effects.ts'
import { addGateOptions, type GateOptions, runGate } from '../gate-options.ts'
import { tell } from '../output/tell.ts'

/** `mfa-gate rules origins`: reads the tenant and says what decided; it gates nothing, so whatever it finds it exits 0. */
export function originsCommand(effects: Effects): Command {
  return addGateOptions(
    new Command('origins').description(
      'Show for this tenant and stack where each value of each rule comes from, and what would make it pass. When that will be, by the trend of the history: `mfa-gate explain`.',
    ),
  ).action(async (options: GateOptions) => {
    const { assessment, loaded } = await runGate(effects, options, {
      limit: (store) => readOnly(store, 'rules origins records nothing'),
    })
    await tell(effects.stdout, renderExplanation(assessment, loaded))
  })
}
