import { CouldNotRead } from '../model/could-not-read.ts'
import type { PageFault } from '../model/ledger.ts'
import type { Undetermined } from '../model/undetermined.ts'
import type { GraphResponse } from './response.ts'
import type { GraphConnection } from './connection.ts'
import { mayReceiveToken } from './graph-root.ts'
import { refusalReason } from './refusal.ts'

/** A skip token was refused: the walk has to begin anew. */
export class SkipTokenExpired extends Error {}

/** Looks at one page, and answers its next link; undefined ends the walk. */
type TakePage = (answer: GraphResponse) => string | undefined

/**
 * Goes through the pages of a report, one at a time. A next link is opaque and is followed only where the token may
 * go, and only once. @throws CouldNotRead, SkipTokenExpired
 */
export async function walkPages(
  graph: GraphConnection,
  path: string,
  asking: Asking,
  take: TakePage,
): Promise<void> {
  const asked = `${graph.root.origin}/v1.0${path}`
  const walked: Walked = { resource: resourceOf(asked), narrowed: narrowedBy(asked), followed: new Set() }
  let link = await turnPage(() => graph.get('v1.0', path, asking.headers), false, asking, graph, walked, take)
  while (link !== undefined) {
    const here = link
    link = await turnPage(() => graph.follow(here, asking.headers), true, asking, graph, walked, take)
  }
}

/** What is sent with each request, and what a refusal means. */
interface Asking {
  readonly permission: string
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** Of a query that is not documented; undefined: it is. */
  readonly refused?: (() => Error) | undefined
  /** Of what is asked about; undefined: a report that does not exist here. */
  readonly absent?: ((answer: GraphResponse) => Undetermined) | undefined
}

interface Walked {
  readonly resource: string
  /** By what the request itself asks for a part. */
  readonly narrowed: string
  readonly followed: Set<string>
}

/** A function of its own, so that no page is held while the next one is waited for. */
async function turnPage(
  fetch: () => Promise<GraphResponse>,
  further: boolean,
  { permission, refused, absent }: Asking,
  graph: GraphConnection,
  { resource, narrowed, followed }: Walked,
  take: TakePage,
): Promise<string | undefined> {
  const answer = await fetch()
  if (answer.status === 400 && further) throw new SkipTokenExpired()
  if ([400, 501].includes(answer.status) && refused !== undefined) throw refused()
  if (answer.status === 404 && absent !== undefined) throw new CouldNotRead(absent(answer))
  if (answer.status !== 200) throw new CouldNotRead(refusalReason(answer, { permission }))
  const link = take(answer)
  if (link === undefined) return undefined
  if (!mayReceiveToken(link, graph.root)) throw doubtful({ kind: 'next-link-foreign' }, answer.requestId)
  if (resourceOf(link) !== resource || !['', narrowed].includes(narrowedBy(link))) {
    throw doubtful({ kind: 'next-link-elsewhere' }, answer.requestId)
  }
  if (followed.has(link)) throw doubtful({ kind: 'next-link-repeated' }, answer.requestId)
  followed.add(link)
  return link
}

/** The path alone, as Graph reads it: in any case, escaped or not, with or without the parentheses of a function. */
function resourceOf(link: string): string {
  const { pathname } = new URL(link)
  return decoded(pathname)
    .toLowerCase()
    .replace(/(?:\(\)|\/)$/, '')
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/** Rows of another part than the one that was asked for are no rows of it. */
function narrowedBy(link: string): string {
  return [...new URL(link).searchParams]
    .filter(([name]) => /^\$?(?:filter|search|apply)$/i.test(name))
    .map(([name, value]) => `${name.toLowerCase()}=${value}`)
    .join('&')
}

export function doubtful(fault: PageFault, requestId: string | undefined): CouldNotRead {
  return new CouldNotRead({ code: 'pages-doubtful', fault, requestId })
}
