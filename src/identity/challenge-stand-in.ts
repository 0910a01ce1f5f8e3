import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Deadline } from '../wire/deadline.ts'

/**
 * Whether the embedded tenant that this run was started beside is there: it alone can answer a number that was drawn
 * just now with the key that `mfa-gate simulate` made for it.
 */
export async function answersChallenge(
  origin: string,
  key: string | undefined,
  deadline: Deadline,
): Promise<boolean> {
  if (key === undefined) return false
  const nonce = randomBytes(32).toString('hex')
  const answer = await ask(`${origin}/mfa-gate/challenge/${nonce}`, deadline)
  const expected = createHmac('sha256', key).update(nonce).digest('hex')
  return answer?.length === expected.length && timingSafeEqual(Buffer.from(answer), Buffer.from(expected))
}

/** Undefined when nobody answers; why is of no interest. */
async function ask(url: string, deadline: Deadline): Promise<string | undefined> {
  const pipeline = await import('@azure/core-rest-pipeline')
  const request = pipeline.createPipelineRequest({
    url,
    abortSignal: deadline.signal,
    disableKeepAlive: true,
  })
  try {
    const { status, bodyAsText } = await deadline.bound('asking the embedded tenant', () =>
      pipeline.createDefaultHttpClient().sendRequest(request),
    )
    return status === 200 ? (bodyAsText?.trim() ?? undefined) : undefined
  } catch {
    return undefined
  }
}
