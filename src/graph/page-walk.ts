import { CouldNotRead } from '../posture/could-not-read.ts'
import type { PageFault } from '../posture/ledger.ts'
import type { Answer } from './answer.ts'
import type { GraphConnection } from './connection.ts'
import { mayReceiveToken } from './graph-root.ts'
import { explainRefusal } from './refusal.ts'

/** A skip token was refused: the walk has to begin anew. */
export class SkipTokenExpired extends Error {}

/** Looks at one page, and answers its next link; undefined ends the walk. */
export type TakePage = (answer: Answer) => string | undefined

/** How often one page is asked for when its body breaks off on the way. */
const attemptsAtBody = 3

/**
 * Goes through the pages of a report, one at a time. A next link is opaque and is followed only where the token may
 * go, and only once. @throws CouldNotRead, SkipTokenExpired
 */
export async function walkPages(
  graph: GraphConnection,
  path: string,
  permission: string,
  take: TakePage,
): Promise<void> {
  const followed = new Set<string>()
  let link = await turnPage(() => graph.get('v1.0', path), false, permission, graph, followed, take)
  while (link !== undefined) {
    const here = link
    link = await turnPage(() => graph.follow(here), true, permission, graph, followed, take)
  }
}

/** A function of its own, so that no page is held while the next one is waited for. */
async function turnPage(
  fetch: () => Promise<Answer>,
  further: boolean,
  permission: string,
  graph: GraphConnection,
  followed: Set<string>,
  take: TakePage,
): Promise<string | undefined> {
  const answer = await fetchWhole(fetch)
  if (answer.status === 400 && further) throw new SkipTokenExpired()
  if (answer.status !== 200) throw new CouldNotRead(explainRefusal(answer, { permission }))
  const link = take(answer)
  if (link === undefined) return undefined
  if (!mayReceiveToken(link, graph.root)) throw doubtful({ kind: 'next-link-foreign' }, answer.requestId)
  if (followed.has(link)) throw doubtful({ kind: 'next-link-repeated' }, answer.requestId)
  followed.add(link)
  return link
}

/** The same page again when its body broke off: over hundreds of pages some connection will. */
async function fetchWhole(fetch: () => Promise<Answer>): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await fetch()
    } catch (error) {
      const cut = error instanceof CouldNotRead && error.reason.code === 'body-cut'
      if (!cut || attempt === attemptsAtBody) throw error
    }
  }
}

export function doubtful(fault: PageFault, requestId: string | undefined): CouldNotRead {
  return new CouldNotRead({ code: 'pages-doubtful', fault, requestId })
}
