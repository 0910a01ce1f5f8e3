import { formatCount, toCount } from '../model/count.ts'
import type { SegmentMethods } from '../model/methods/strengths.ts'
import { nounOf } from '../model/segment.ts'
import { strengths } from '../schemas/method-class.ts'
import { strengthWords } from './method-lines.ts'
import { formatRatio } from '../model/ratio.ts'

/** Which methods the users of each segment have, a line for each; nobody's name. */
export function methodsText(found: readonly SegmentMethods[]): readonly string[] {
  return [
    'Users by their strongest known method (an admin is also a member or a guest):',
    ...found.map((one) => `  ${lineOf(one)}`),
  ]
}

function lineOf({ segment, population, users, unclassified }: SegmentMethods): string {
  const head = `${formatCount(population)} ${nounOf(segment, population)}`
  if (population === 0) return `${head}.`
  const each = strengths
    .filter((strength) => users[strength] > 0)
    .map(
      (strength) =>
        `${formatCount(users[strength])} ${strengthWords[strength]} (${share(users[strength], population)})`,
    )
  const open =
    unclassified === 0 ? '' : `; ${formatCount(unclassified)} of them with a method that is not classified`
  return `${head}: ${each.join('; ')}${open}.`
}

function share(users: number, population: number): string {
  const [count, all] = [toCount(users), toCount(population)]
  return count === undefined || all === undefined ? '' : formatRatio(count, all, { scaled: 0n })
}
