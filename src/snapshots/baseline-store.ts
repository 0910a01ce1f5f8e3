import type { Baseline, BaselineLookup, BaselineKey } from '../model/baseline.ts'
import type { Recording } from '../rules/ratchet.ts'

/** Keeps the ratios that ratchets compare with. What goes wrong is in the answers; neither call throws. */
export interface BaselineStore {
  find(key: BaselineKey): Promise<BaselineLookup>
  record(baseline: Baseline): Promise<Recording>
}

/** Where nothing is configured. */
export const noStore: BaselineStore = {
  find: () => Promise.resolve({ kind: 'no-store' }),
  record: () => Promise.resolve({ kind: 'failed', problem: 'no baseline store is configured' }),
}

/** For what only looks: finds what `store` has and records nothing. */
export function readOnly(store: BaselineStore, why: string): BaselineStore {
  return { find: (key) => store.find(key), record: () => Promise.resolve({ kind: 'failed', problem: why }) }
}
