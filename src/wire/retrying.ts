import { CouldNotRead } from '../model/could-not-read.ts'
import type { Undetermined } from '../model/undetermined.ts'
import type { Deadline } from './deadline.ts'
import type { Received } from './exchange.ts'
import { isFromInBetween } from './in-between.ts'
import { type FailedAttempt, isRetried, isThrottled, retryAfterMs, waitAfter } from './retry-timing.ts'
import { ConnectionFailed, type Service } from './service.ts'

/**
 * Repeats what is worth repeating while the deadline lasts; the one policy for login, OIDC services, metadata and Graph.
 * A wait that cannot fit is not begun. @throws CouldNotRead
 */
export async function retrying(
  attempt: () => Promise<Received>,
  service: Service,
  deadline: Deadline,
): Promise<Received> {
  for (let number = 1; ; number += 1) {
    const outcome = await tryOnce(attempt, service)
    if (!('failed' in outcome)) return outcome
    const failed = { ...outcome.failed, number }
    const wait = waitAfter(failed, Date.now(), Math.random(), deadline.remainingMs)
    if (wait === undefined) throw outcome.error ?? new CouldNotRead(givenUp(failed, service, outcome))
    await deadline.sleep(wait, { host: service.host, status: failed.status })
  }
}

interface Failure {
  readonly failed: Omit<FailedAttempt, 'number'>
  /** Undefined: an answer of the service came, and its status says it all. */
  readonly error?: CouldNotRead | undefined
  readonly requestId?: string | undefined
  readonly aadsts?: string | undefined
}

async function tryOnce(attempt: () => Promise<Received>, service: Service): Promise<Received | Failure> {
  try {
    const received = await attempt()
    const { status, headers } = received
    const stranger = isFromInBetween(received, service) ? refusedInBetween(status, service) : undefined
    if (!isRetried(status, service.kind === 'metadata')) {
      if (stranger !== undefined) throw stranger
      return received
    }
    const failed = { status, retryAfter: headers.get('retry-after'), date: headers.get('date') }
    const aadsts = service.kind === 'login' ? numberIn(received.body) : undefined
    return { failed, error: stranger, requestId: headers.get('request-id'), aadsts }
  } catch (error) {
    if (isTransient(error)) return { failed: { status: undefined, retryAfter: undefined }, error }
    throw error
  }
}

/** A login that has a fault gives its number too. */
function numberIn(body: Buffer): string | undefined {
  return /\bAADSTS\d{4,9}\b/.exec(body.toString('utf8', 0, 4_096))?.[0]
}

function refusedInBetween(status: number, { host }: Service): CouldNotRead {
  return new CouldNotRead({ code: 'proxy-refused', host, status, tunnel: false })
}

function isTransient(error: unknown): error is CouldNotRead {
  if (error instanceof ConnectionFailed) return error.transient
  return error instanceof CouldNotRead && error.reason.code === 'body-cut'
}

function givenUp(
  failed: FailedAttempt & { readonly status?: number | undefined },
  { kind, host }: Service,
  { requestId, aadsts }: Pick<Failure, 'requestId' | 'aadsts'>,
): Undetermined {
  const { status = 0, number: attempts } = failed
  const askedMs = retryAfterMs(failed, Date.now())
  const retryAfterSeconds = askedMs === undefined ? undefined : Math.ceil(askedMs / 1_000)
  const named = kind === 'graph' ? { requestId } : { host }
  if (isThrottled(status)) return { code: 'throttled', status, attempts, retryAfterSeconds, ...named }
  return kind === 'graph'
    ? { code: 'graph-unavailable', status, attempts, retryAfterSeconds, requestId }
    : { code: 'login-unavailable', service: kind, host, status, attempts, retryAfterSeconds, aadsts }
}
