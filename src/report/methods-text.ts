import { formatCount, toCount } from '../model/count.ts'
import type { SegmentMethods } from '../model/methods/strengths.ts'
import { nounOf } from '../model/segment.ts'
import { strengths } from '../schemas/method-class.ts'
import { strengthWords } from './method-lines.ts'
import { formatRatio } from '../model/ratio.ts'

/** Which methods the users of each segment have, a line for each; nobody's name. */
export function methodsText(found: readonly SegmentMethods[]): readonly string[] {
  return [
    'By the strongest method that is known of each user (an admin is a member or a guest too):',
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
    unclassified === 0 ? '' : `; ${formatCount(unclassified)} of them with something that is not classified`
  return `${head}: ${each.join('; ')}${open}.`
}

function share(users: number, population: number): string {
  const [count, all] = [toCount(users), toCount(population)]
  return count === undefined || all === undefined ? '' : formatRatio(count, all, { scaled: 0n })
}
