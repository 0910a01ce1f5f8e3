import { MIMEType } from 'node:util'
import { KeyTwice, parseJson } from '../io/parse-json.ts'
import { type Count, toCount } from '../posture/count.ts'
import { CouldNotRead } from '../posture/could-not-read.ts'
import type { ErrorObject } from '../schemas/validate.ts'
import type { Answer } from './answer.ts'

/** The JSON of an answer with status 200. @throws CouldNotRead when it is none, or holds an error after all */
export function parseJsonBody(answer: Answer): unknown {
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
  [error]: readonly Pick<ErrorObject, 'instancePath' | 'message'>[],
  { requestId }: Pick<Answer, 'requestId'>,
): CouldNotRead {
  const place =
    (error?.instancePath ?? '')
      .slice(1)
      .replaceAll('/', '.')
      .replace(/\.(\d+)/g, '[$1]') || 'the body'
  const problem = `${place} ${error?.message ?? 'is not as documented'}`
  return new CouldNotRead({ code: 'body-unexpected', problem, requestId })
}

/** A name under which an object says that more follows elsewhere, however it is spelt; `@nextLink` in OData 4.01. */
export function furtherLinks(body: object): readonly string[] {
  return Object.keys(body).filter((key) => /(?:^|[^a-z])next$|(?:next|delta)[^a-z]?(?:link|page)/i.test(key))
}

/** How many entries an object says that its list has, however it is spelt. @throws CouldNotRead when that is no number */
export function countSaid(body: object, answer: Answer): Count | undefined {
  for (const [key, value] of Object.entries(body) as [string, unknown][]) {
    if (!/(?:^|[@.])count$/i.test(key)) continue
    const count = typeof value === 'number' || typeof value === 'string' ? toCount(value) : undefined
    if (count === undefined)
      throw unexpectedBody([{ instancePath: '', message: `has ${key}, which is no count` }], answer)
    return count
  }
  return undefined
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

function jsonOf(answer: Answer): unknown {
  try {
    return parseJson(answer.text)
  } catch (error) {
    if (error instanceof KeyTwice)
      throw unexpectedBody([{ instancePath: '', message: 'gives a key of one object twice' }], answer)
    return undefined
  }
}
