import { Command } from 'commander'
import { renderExplanation } from '../../report/explain-text.ts'
import { readOnly } from '../../snapshots/baseline-store.ts'
import { addGateOptions, type GateOptions, runGate } from '../gate-options.ts'

/** `mfa-gate rules explain`: reads the tenant and explains; it gates nothing, so whatever it finds it exits 0. */
export function explainCommand(): Command {
  return addGateOptions(
    new Command('explain').description(
      'Say for this tenant and stack where each value of each rule comes from, and what would make it pass. When that may be, by the trend of the history: `mfa-gate explain`.',
    ),
  ).action(async (options: GateOptions) => {
    const { assessment, loaded, stack, now } = await runGate(options, {
      limit: (store) => readOnly(store, 'explain records nothing'),
    })
    process.stdout.write(renderExplanation(assessment, { loaded, stack, now }))
  })
}
