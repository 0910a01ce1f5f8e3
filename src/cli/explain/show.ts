import { classificationOf } from '../../model/methods/method-class.ts'
import { methodQuestions, methodsRead } from '../../model/methods/strengths.ts'
import { snapshotsIn } from '../../model/tenant-reading.ts'
import { explanationOf } from '../../report/outlook-json.ts'
import { type OutlookHead, renderOutlook } from '../../report/outlook-text.ts'
import { dayOf } from '../../rules/calendar.ts'
import { type Outlook, outlookOf } from '../../rules/outlook.ts'
import { segmentQuestions } from '../../rules/segment-gaps.ts'
import { readOnly } from '../../snapshots/baseline-store.ts'
import type { Effects } from '../effects.ts'
import { exitCodes } from '../exit-code.ts'
import { type GateOptions, type GateRun, runGate } from '../gate-options.ts'
import { tenantOf, type TenantOption } from '../tenant-option.ts'
import { timeOf } from '../time-of.ts'
import { withUserFile } from '../user-file.ts'
import { version } from '../../io/version.ts'
import { readPast } from './read-past.ts'
import { print } from '../output/tell.ts'

export interface ExplainOptions extends GateOptions, TenantOption {
  readonly history?: string
  readonly format: 'text' | 'json'
  readonly bySegment?: true
  readonly methods?: true
  readonly list?: string
}

/** Reads the tenant and its past and prints what it takes to pass; answers the exit code. */
export async function show(effects: Effects, options: ExplainOptions): Promise<number> {
  const { bySegment, methods, format } = options
  const time = timeOf(effects, options)
  const tenant = await tenantOf(effects, options)
  const run = await withUserFile(effects, options, (list) =>
    runGate(effects, options, {
      ...{ list, tenant },
      limit: (store) => readOnly(store, 'explain records nothing'),
      further: (rules) => [
        ...(bySegment === true ? segmentQuestions(rules) : []),
        ...(methods === true ? methodQuestions : []),
      ],
    }),
  )
  const outlooks = await outlooksOf(effects, run, options, time)
  const { now } = run.assessment
  const head = {
    ...headOf(run),
    ...(methods === true
      ? { methods: methodsRead(run.assessment.readings, classificationOf(run.loaded.document)) }
      : {}),
  }
  const text = format === 'json' ? asJson(outlooks, head) : renderOutlook(outlooks, head, dayOf(now))
  await print(effects.stdout, format, text)
  return outlooks.some(({ kind }) => kind === 'undetermined') ? exitCodes.undetermined : exitCodes.pass
}

async function outlooksOf(
  effects: Effects,
  { assessment }: GateRun,
  options: ExplainOptions,
  time: () => number,
): Promise<readonly Outlook[]> {
  const { readings, verdicts, now } = assessment
  const pastOf = await readPast(effects, options, snapshotsIn(readings)[0]?.tenantId, now, time)
  return verdicts.map((verdict) =>
    outlookOf(verdict, { readings, pastOf, bySegment: options.bySegment === true, now, today: dayOf(now) }),
  )
}

function asJson(outlooks: readonly Outlook[], head: OutlookHead): string {
  return `${JSON.stringify(explanationOf(outlooks, { ...head, version }), undefined, 2)}\n`
}

function headOf({ assessment: { readings, now } }: GateRun): OutlookHead {
  const snapshots = snapshotsIn(readings)
  return {
    judgedAt: now.toISOString(),
    tenantId: snapshots[0]?.tenantId,
    simulated: snapshots.some(({ provenance }) => provenance.simulated),
  }
}
