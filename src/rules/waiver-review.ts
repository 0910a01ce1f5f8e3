import { lockoutGuard } from '../schemas/guard-settings.ts'
import { type Stack, matchesPattern } from './stack.ts'
import type { Verdict } from './verdict.ts'
import type { WaivingContext } from './waive.ts'
import type { Waiver } from './waiver.ts'

/** A waiver that was used or that somebody should look after. */
export interface WaiverNote {
  readonly waiver: Waiver
  /** `in-force`: nothing was judged, so nobody can say whether it is used. */
  readonly state: 'in-force' | 'used' | 'unused' | 'expired' | 'not-yet' | 'stack-unknown' | 'elsewhere'
  /** Days after today until its last one; negative once it has expired. */
  readonly daysLeft: number
  readonly soon: boolean
}

/** Lists the waivers: all but those of other stacks that neither have expired nor soon will. */
export function reviewWaivers(verdicts: readonly Verdict[], context: WaivingContext): readonly WaiverNote[] {
  const { waivers, today, stack } = context
  const used = new Set(
    verdicts.flatMap((verdict) =>
      'waiving' in verdict && verdict.waiving.kind === 'waived' ? [verdict.waiving.waiver] : [],
    ),
  )
  return waivers.list
    .map((waiver): WaiverNote => {
      const daysLeft = waiver.expires - today
      const inForce = daysLeft >= 0 && waiver.created <= today
      const state = used.has(waiver)
        ? 'used'
        : daysLeft < 0
          ? 'expired'
          : inForce
            ? standing(waiver, stack)
            : 'not-yet'
      return { waiver, state, daysLeft, soon: inForce && daysLeft <= waivers.warnDays }
    })
    .filter(({ state, soon }) => state !== 'elsewhere' || soon)
}

function standing(waiver: Waiver, stack: Stack): WaiverNote['state'] {
  // No rule is judged by that name; a plan may still need it.
  const unused = waiver.rule === lockoutGuard ? 'in-force' : 'unused'
  return ({ yes: unused, no: 'elsewhere', unknown: 'stack-unknown' } as const)[
    matchesPattern(waiver.stack, stack)
  ]
}
