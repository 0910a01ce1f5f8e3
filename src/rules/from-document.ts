import { phraseOf } from '../model/measure.ts'
import { classificationOf } from '../model/methods/method-class.ts'
import type { Minimum } from '../model/minimum.ts'
import { formatMinimum } from '../model/ratio.ts'
import { nounOf, segmentFrom } from '../model/segment.ts'
import type { PolicyConfig } from '../schemas/policy-config.ts'
import type { RuleEntry, RulesDocument } from '../schemas/rules-document.ts'
import { dayOf } from './calendar.ts'
import { conditionsFrom, validPoints } from './conditions.ts'
import type { Decision } from './decided-by.ts'
import { type Layer, type Layered, type Settled, settle, settleStrictest, stackLayers } from './layers.ts'
import { isLooserLevel, isLowerOn, lockOf } from './lock.ts'
import { type Locate, nowhere } from './origin.ts'
import type { Enforcement, Rule } from './rule.ts'
import { type Ramp, rampAt } from './schedule.ts'
import type { Stack } from './stack.ts'
import { strictest } from './strictest.ts'
import { unsettledBy } from './unsettled.ts'
import { validMinimum } from './valid-minimum.ts'

/** A validated document, with the lines of its values when it has any. */
export interface RulesSource {
  readonly document: RulesDocument
  readonly locate?: Locate
}

/** When and for which stack the rules are asked. */
export interface Situation {
  readonly now: Date
  readonly stack: Stack
}

/** What one deployment's policy configuration says of one rule; `level` only when somebody has chosen it. */
export interface Configured {
  readonly config: PolicyConfig
  readonly level: Enforcement | undefined
}

/** The rules of a document as this stack and moment see them, with every default filled in. */
export function rulesFrom(source: RulesSource, situation: Situation): readonly Rule[] {
  return source.document.rules.map((_, index) => ruleFrom(source, index, situation))
}

/** One rule as this stack, this moment and this deployment's policy configuration see it. */
export function ruleFrom(
  source: RulesSource,
  index: number,
  situation: Situation,
  configured?: Configured,
): Rule {
  const entry = source.document.rules[index]
  if (entry === undefined) throw new TypeError(`there is no rule ${index}`)
  return ruleOf({ entry, path: ['rules', String(index)] }, source, situation, configured)
}

/** What the document says of a rule, or of a guard in the shape of one, and where. */
export interface Documented {
  readonly entry: RuleEntry
  readonly path: readonly string[]
}

/** The same of what need not stand among the rules. */
export function ruleOf(
  { entry: documented, path }: Documented,
  { document, locate = nowhere }: RulesSource,
  { now, stack }: Situation,
  configured?: Configured,
): Rule {
  const layers = [
    ruleLayer(documented, path, locate),
    ...stackLayers(document.stacks ?? [], documented.id, stack, locate),
    ...configurationLayers(configured),
  ]
  const entry: RuleEntry = { ...documented, ...configured?.config }
  const settled = lockOf(documented, document) === undefined ? settleLast(layers) : settleLocked(layers, now)
  const populationTolerance = validPoints(document.populationTolerance ?? '2%')
  const methods = classificationOf(document)
  const complete = document.completeness !== undefined
  return {
    ...askedBy(entry),
    methods,
    complete,
    populationTolerance,
    ...decide(settled, documented, now, locate),
  }
}

/** What is the same for every stack and day. */
function askedBy(entry: RuleEntry) {
  const { id, measure, severity = 'high', description = describe(entry) } = entry
  const { onEmpty = 'undetermined' } = entry
  const segment = segmentFrom(entry.segment)
  return { ...conditionsFrom(entry), id, measure, segment, onEmpty, severity, description }
}

type SettledValues = { readonly [K in keyof Layered]-?: Settled<K> }

function settleLast(layers: readonly Layer[]): SettledValues {
  return {
    minimum: settle(layers, 'minimum'),
    enforcement: settle(layers, 'enforcement'),
    onUndetermined: settle(layers, 'onUndetermined'),
  }
}

/** No layer may loosen a locked rule, but one might loosen what another has tightened. */
function settleLocked(layers: readonly Layer[], now: Date): SettledValues {
  const isLower = isLowerOn(dayOf(now))
  return {
    minimum: settleStrictest(
      layers,
      'minimum',
      ({ minimum: one }, { minimum: than }) => one !== undefined && than !== undefined && isLower(one, than),
    ),
    enforcement: settleStrictest(layers, 'enforcement', isLooserLevel),
    onUndetermined: settleStrictest(
      layers,
      'onUndetermined',
      ({ onUndetermined }, than) => onUndetermined === 'warn' && than.onUndetermined === 'fail',
    ),
  }
}

/** What hangs on stack, day and configuration. */
function decide(
  { minimum, enforcement, onUndetermined }: SettledValues,
  documented: RuleEntry,
  now: Date,
  locate: Locate,
) {
  const ramp = rampOf(minimum, documented, now, locate)
  return {
    minimum: inForce(ramp),
    next: ramp.next,
    steps: ramp.steps,
    enforcement: strictest([enforcement.value ?? 'mandatory', ...levelsIn(enforcement.unknown)]),
    onUndetermined: onUndetermined.unknown.length > 0 ? 'fail' : (onUndetermined.value ?? 'fail'),
    unsettled: unsettledBy([...minimum.unknown, ...enforcement.unknown, ...onUndetermined.unknown], ramp),
    decidedBy: {
      minimum: ramp.current?.origin,
      since: ramp.current?.since,
      enforcement: decisionOf(enforcement),
    },
  } as const
}

function rampOf(
  { value, layer }: Settled<'minimum'>,
  documented: RuleEntry,
  now: Date,
  locate: Locate,
): Ramp {
  const inDocument = layer?.path !== undefined
  return rampAt(
    value ?? documented.minimum,
    dayOf(now),
    [...(layer?.path ?? []), 'minimum'],
    inDocument ? locate : () => layer?.origin('minimum'),
  )
}

/** Before the first step its minimum stands in; the rule is unsettled then and nobody judges by it. */
function inForce({ current, next }: Ramp): Minimum {
  const minimum = current?.minimum ?? next?.minimum
  if (minimum === undefined) throw new TypeError('a ramp without steps reached the rules')
  return minimum
}

function decisionOf({ layer }: Settled<'enforcement'>): Decision {
  return { by: layer?.by ?? 'default', origin: layer?.origin('enforcement') }
}

/** The enforcement level to declare to Pulumi: the strictest that any stack may get, as a disabled policy is not asked. */
export function declaredLevel(entry: RuleEntry, document: RulesDocument): Enforcement {
  return strictest(levelsOf(entry, document))
}

/** Whether the level hangs on the stack. */
export function mayDiffer(entry: RuleEntry, document: RulesDocument): boolean {
  return new Set(levelsOf(entry, document)).size > 1
}

function levelsOf(
  { id, enforcement = 'mandatory' }: RuleEntry,
  { stacks = [] }: RulesDocument,
): readonly Enforcement[] {
  const others = stacks
    .filter(({ rules }) => rules === undefined || rules.includes(id))
    .flatMap((entry) => entry.enforcement ?? [])
  return [enforcement, ...others]
}

/** What the rule checks, as far as that is the same for every stack and day. */
export function describe({ measure, minimum, segment }: RuleEntry): string {
  const users = nounOf(segmentFrom(segment), 2)
  return Array.isArray(minimum)
    ? `Checks that enough of the tenant's ${users} are ${phraseOf(measure)}; the minimum rises step by step.`
    : `Checks that at least ${formatMinimum(validMinimum(minimum))} of the tenant's ${users} are ${phraseOf(measure)}.`
}

function ruleLayer(values: RuleEntry, path: readonly string[], locate: Locate): Layer {
  return { values, match: 'yes', by: 'rule', path, missing: [], origin: (key) => locate([...path, key]) }
}

function configurationLayers(configured: Configured | undefined): readonly Layer[] {
  if (configured === undefined) return []
  const { minimum, onUndetermined } = configured.config
  const values: Layered = {
    ...(minimum === undefined ? {} : { minimum }),
    ...(onUndetermined === undefined ? {} : { onUndetermined }),
    ...(configured.level === undefined ? {} : { enforcement: configured.level }),
  }
  return [
    {
      values,
      match: 'yes',
      by: 'configuration',
      path: undefined,
      missing: [],
      origin: () => 'the policy configuration',
    },
  ]
}

function levelsIn(layers: readonly Layer[]): readonly Enforcement[] {
  return layers.flatMap(({ values }) => values.enforcement ?? [])
}
