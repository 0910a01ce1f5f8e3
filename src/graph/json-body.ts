import { MIMEType } from 'node:util'
import { DoubtfulJson, parseJson } from '../io/parse-json.ts'
import { type Count, toCount } from '../model/count.ts'
import { CouldNotRead } from '../model/could-not-read.ts'
import { plainError } from '../schemas/plain-error.ts'
import type { ErrorObject } from '../schemas/validator.ts'
import type { GraphResponse } from './response.ts'

/** The JSON of an answer with status 200. @throws CouldNotRead when it is none, or holds an error after all */
export function parseJsonBody(answer: GraphResponse): unknown {
  const { contentType, requestId } = answer
  const body = isJson(contentType) ? jsonOf(answer) : undefined
  if (body === undefined) {
    throw new CouldNotRead({ code: 'body-not-json', contentType: contentType?.split(';')[0], requestId })
  }
  if (typeof body === 'object' && body !== null && 'error' in body) {
    throw new CouldNotRead({ code: 'body-is-error', graphCode: undefined, requestId })
  }
  return body
}

/** The failure of a body that its schema refuses, naming the place. */
export function unexpectedBody(
  [error]: readonly (Pick<ErrorObject, 'instancePath' | 'keyword' | 'params'> | PlainProblem)[],
  { requestId }: Pick<GraphResponse, 'requestId'>,
): CouldNotRead {
  const place =
    (error?.instancePath ?? '')
      .slice(1)
      .replaceAll('/', '.')
      .replace(/\.(\d+)/g, '[$1]') || 'the body'
  const problem = `${place} ${error === undefined ? 'is not as documented' : wordsOf(error)}`
  return new CouldNotRead({ code: 'body-unexpected', problem, requestId })
}

/** What no schema says. */
interface PlainProblem {
  readonly instancePath: string
  readonly message: string
}

function wordsOf(error: Pick<ErrorObject, 'keyword' | 'params'> | PlainProblem): string {
  return 'keyword' in error ? plainError(error) : error.message
}

/** The names under which an object says that more follows, however they are spelt; `@nextLink` in OData 4.01. */
export function furtherLinks(body: object): readonly string[] {
  const members = Object.entries(body) as [string, unknown][]
  return members.flatMap(([key, value]) =>
    link.test(key) || (flag.test(key) && value !== false) ? [key] : [],
  )
}

const link =
  /(?:^|[^a-z])next$|(?:next|delta)[^a-z]?(?:link|page|ur[il]|href|token|cursor)|skip[^a-z]?token|continuation/i

/** It says so without saying where. */
const flag = /(?:^|[^a-z])(?:has|is)?[^a-z]?(?:more|truncated|partial)(?:[^a-z]?(?:results|rows|data))?$/i

/**
 * How many entries an object says that its list has, however it is spelt.
 * @throws CouldNotRead when that is no number, or two
 */
export function declaredCount(body: object, answer: GraphResponse): Count | undefined {
  const refuse = (message: string): never => {
    throw unexpectedBody([{ instancePath: '', message }], answer)
  }
  let declared: Count | undefined
  for (const [key, value] of Object.entries(body) as [string, unknown][]) {
    if (!/(?:^|[@._-])(?:total[_-]?)?count$/i.test(key)) continue
    const count = typeof value === 'number' || typeof value === 'string' ? toCount(value) : undefined
    if (count === undefined) return refuse(`has ${key}, which is not a count`)
    if (declared !== undefined && declared !== count)
      return refuse(`says that it has ${declared} entries, and ${count} as well`)
    declared = count
  }
  return declared
}

/** Whether an entry says that it is not there any more, as those of a delta query do. */
export function isRemoved(entry: object): boolean {
  // Spelt out, as it is asked of each of a million rows.
  return '@removed' in entry || '@odata.removed' in entry || 'odata.removed' in entry || 'removed' in entry
}

function isJson(contentType: string | undefined): boolean {
  try {
    return new MIMEType(contentType ?? '').essence === 'application/json'
  } catch {
    return false
  }
}

function jsonOf(answer: GraphResponse): unknown {
  try {
    return parseJson(answer.text)
  } catch (error) {
    if (error instanceof DoubtfulJson)
      throw unexpectedBody([{ instancePath: '', message: error.what }], answer)
    return undefined
  }
}
