import { CouldNotRead } from '../posture/could-not-read.ts'
import type { ErrorObject } from '../schemas/validate.ts'
import type { Answer } from './answer.ts'

/** The JSON of an answer with status 200. @throws CouldNotRead when it is none, or holds an error after all */
export function parseJsonBody({ text, contentType, requestId }: Answer): unknown {
  const body = parseJson(text)
  if (body === undefined || !/[/+]json\b/i.test(contentType ?? '')) {
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

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
