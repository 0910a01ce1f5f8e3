import { setImmediate } from 'node:timers/promises'
import { CouldNotRead } from '../model/could-not-read.ts'
import type { PageFault } from '../model/ledger.ts'
import type { Undetermined } from '../model/undetermined.ts'
import type { GraphResponse } from './response.ts'
import type { GraphConnection } from './connection.ts'
import { mayReceiveToken } from './graph-root.ts'
import { refusalReason } from './refusal.ts'

/** A skip token was refused: the walk has to begin anew. */
export class SkipTokenExpired extends Error {}

/** One page that can be understood. */
export interface Page {
  /** Undefined ends the walk. */
  readonly nextLink: string | undefined
  /** Counts what is on it. @throws where it cannot be trusted */
  take(): void
}

type Open = (answer: GraphResponse) => Page

/**
 * Goes through the pages of a report, of which one is counted while the next one is on its way. A next link is opaque and
 * is followed only where the token may go, and only once. @throws CouldNotRead, SkipTokenExpired
 */
export async function walkPages(
  graph: GraphConnection,
  path: string,
  asking: Asking,
  open: Open,
): Promise<void> {
  const over = new AbortController()
  try {
    await walkAll(graph.until(over.signal), path, asking, open)
  } finally {
    // A page that was refused leaves a request behind, for which nobody waits.
    over.abort()
  }
}

async function walkAll(graph: GraphConnection, path: string, asking: Asking, open: Open): Promise<void> {
  const asked = `${graph.root.origin}/v1.0${path}`
  const walked: Walked = { resource: resourceOf(asked), narrowed: narrowedBy(asked), followed: new Set() }
  let coming: Coming | undefined = { answer: graph.get('v1.0', path, asking.headers), further: false }
  while (coming !== undefined) coming = await turnPage(coming, asking, graph, walked, open)
}

/** A page that has been asked for. */
interface Coming {
  readonly answer: Promise<GraphResponse>
  readonly further: boolean
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
  coming: Coming,
  asking: Asking,
  graph: GraphConnection,
  walked: Walked,
  open: Open,
): Promise<Coming | undefined> {
  const answer = await coming.answer
  refuseOther(answer, coming.further, asking)
  const page = open(answer)
  const link = page.nextLink
  const fault = link === undefined ? undefined : faultOf(link, graph.root, walked)
  const next = link === undefined || fault !== undefined ? undefined : await ask(graph, link, asking.headers)
  page.take()
  if (fault !== undefined) throw doubtful(fault, answer.requestId)
  return next
}

/** Answers once the request has left, as counting a page lets nothing else go on. */
async function ask(graph: GraphConnection, link: string, headers: Asking['headers']): Promise<Coming> {
  const answer = graph.follow(link, headers)
  // Its failure is told when its turn has come, unless the page before is refused.
  answer.catch(() => undefined)
  await setImmediate()
  return { answer, further: true }
}

function refuseOther(answer: GraphResponse, further: boolean, { permission, refused, absent }: Asking): void {
  if (answer.status === 400 && further) throw new SkipTokenExpired()
  if ([400, 501].includes(answer.status) && refused !== undefined) throw refused()
  if (answer.status === 404 && absent !== undefined) throw new CouldNotRead(absent(answer))
  if (answer.status !== 200) throw new CouldNotRead(refusalReason(answer, { permission }))
}

/** Why a link is not followed. */
function faultOf(
  link: string,
  root: GraphConnection['root'],
  { resource, narrowed, followed }: Walked,
): PageFault | undefined {
  if (!mayReceiveToken(link, root)) return { kind: 'next-link-foreign' }
  if (resourceOf(link) !== resource || !['', narrowed].includes(narrowedBy(link)))
    return { kind: 'next-link-elsewhere' }
  if (followed.has(link)) return { kind: 'next-link-repeated' }
  followed.add(link)
  return undefined
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
