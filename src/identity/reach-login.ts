import { createPipelineRequest, type HttpClient } from '@azure/core-rest-pipeline'
import { CouldNotRead } from '../model/could-not-read.ts'
import type { Deadline } from '../wire/deadline.ts'
import { exchange } from '../wire/exchange.ts'
import { retrying } from '../wire/retrying.ts'

/** Fetches the login's public description and answers the time in it. @throws CouldNotRead */
export async function reachLogin(
  authority: string,
  deadline: Deadline,
  http: HttpClient,
): Promise<Date | undefined> {
  const service = { kind: 'login', host: new URL(authority).host } as const
  const request = createPipelineRequest({
    url: `${authority}/common/v2.0/.well-known/openid-configuration`,
    abortSignal: deadline.signal,
    disableKeepAlive: true,
  })
  const { status, headers } = await deadline.bound('reaching the login', () =>
    retrying(() => exchange(request, http, service), service, deadline),
  )
  if (status !== 200)
    throw new CouldNotRead({ code: 'login-unreachable', host: service.host, cause: `status ${status}` })
  const date = new Date(headers.get('date') ?? '')
  return Number.isNaN(date.getTime()) ? undefined : date
}
