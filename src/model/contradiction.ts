import { countedIn } from './counted.ts'
import type { Measure } from './measure.ts'
import { methodMeasures, usersIn } from './methods/interval.ts'
import { noClassification } from './methods/method-class.ts'
import type { Segment } from './segment.ts'
import type { Snapshot } from './snapshot.ts'
import type { Tally } from './tally.ts'
import type { Undetermined } from './undetermined.ts'

/** What no tenant can be: a part of it with more users than the whole, or users by method who are not all users. */
export function contradictionIn(snapshot: Snapshot): Undetermined | undefined {
  const segments = Object.entries(snapshot.segments ?? {}) as [Segment, Tally][]
  const unlike = [[snapshot.segment ?? 'all', snapshot] as const, ...segments].flatMap(
    ([segment, tally]) => unlikeMethods(segment, tally) ?? [],
  )
  return unlike[0] ?? partsIn(snapshot)
}

function unlikeMethods(segment: Segment, tally: Tally): Undetermined | undefined {
  const unlike = [tally, tally.exclusions].find(
    (one) => one?.methods !== undefined && usersIn(one.methods) !== one.population,
  )
  if (unlike === undefined) return undefined
  const { population, methods = [] } = unlike
  return { code: 'methods-unlike-population', segment, users: usersIn(methods), population }
}

function partsIn(snapshot: Snapshot): Undetermined | undefined {
  // Numbers of one segment alone have no whole beside them.
  if (snapshot.segment !== undefined || snapshot.segments === undefined) return undefined
  for (const [segment, tally] of Object.entries(snapshot.segments) as [Segment, Tally][]) {
    const found = exceeds(segment, tally, snapshot) ?? exceedsBefore(segment, tally, snapshot)
    if (found !== undefined) return found
  }
  return undefined
}

/** The same before anybody was left out. */
function exceedsBefore(segment: Segment, part: Tally, whole: Tally): Undetermined | undefined {
  if (part.exclusions === undefined || whole.exclusions === undefined) return undefined
  return exceeds(segment, part.exclusions, whole.exclusions)
}

type Numbers = Pick<Tally, 'population' | 'counts' | 'methods'>

function exceeds(segment: Segment, part: Numbers, whole: Numbers): Undetermined | undefined {
  const above = (measure: Measure | undefined, users: number, inTenant: number): Undetermined => ({
    code: 'segment-above-tenant',
    ...{ segment, measure, users, inTenant },
  })
  if (part.population > whole.population) return above(undefined, part.population, whole.population)
  for (const measure of [...(Object.keys(part.counts) as Measure[]), ...methodMeasures]) {
    const users = countedIn(part, measure, noClassification)?.surely
    const inTenant = countedIn(whole, measure, noClassification)?.surely
    if (users !== undefined && inTenant !== undefined && users > inTenant) {
      return above(measure, users, inTenant)
    }
  }
  return undefined
}
