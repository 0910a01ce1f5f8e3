import { CouldNotRead } from '../posture/could-not-read.ts'
import type { PageFault } from '../posture/ledger.ts'
import type { Answer } from './answer.ts'
import type { GraphConnection } from './connection.ts'
import { mayReceiveToken } from './graph-root.ts'
import { explainRefusal } from './refusal.ts'

/** A skip token was refused: the walk has to begin anew. */
export class SkipTokenExpired extends Error {}

export interface Page {
  readonly answer: Answer
  /** Goes on to the next page; undefined ends the walk. To be called once the page has been looked at. */
  follow(nextLink: string | undefined): void
}

/** How often one page is asked for when its body breaks off on the way. */
const attemptsAtBody = 3

/**
 * The pages of a report, one at a time. A next link is opaque and is followed only where the token may go, and only
 * once. @throws CouldNotRead, SkipTokenExpired
 */
export async function* walkPages(
  graph: GraphConnection,
  path: string,
  permission: string,
): AsyncGenerator<Page> {
  const followed = new Set<string>()
  let link: string | undefined
  do {
    const answer = await fetchWhole(
      link === undefined ? () => graph.get('v1.0', path) : followLink(graph, link),
    )
    if (answer.status === 400 && link !== undefined) throw new SkipTokenExpired()
    if (answer.status !== 200) throw new CouldNotRead(explainRefusal(answer, { permission }))
    let next: string | undefined
    yield { answer, follow: (nextLink) => (next = nextLink) }
    if (next !== undefined) check(next, followed, graph, answer)
    link = next
  } while (link !== undefined)
}

function followLink(graph: GraphConnection, link: string): () => Promise<Answer> {
  return () => graph.follow(link)
}

function check(link: string, followed: Set<string>, graph: GraphConnection, { requestId }: Answer): void {
  if (!mayReceiveToken(link, graph.root)) throw doubtful({ kind: 'next-link-foreign' }, requestId)
  if (followed.has(link)) throw doubtful({ kind: 'next-link-repeated' }, requestId)
  followed.add(link)
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
