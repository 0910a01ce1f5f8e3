import { CouldNotRead } from '../posture/could-not-read.ts'
import type { Deadline } from '../time/deadline.ts'
import { firstMatch, textsOf } from './error-texts.ts'

/** Fetches the login's public description and answers the time in it. @throws CouldNotRead `login-unreachable` */
export async function reachLogin(authority: string, deadline: Deadline): Promise<Date | undefined> {
  const { host } = new URL(authority)
  const pipeline = await import('@azure/core-rest-pipeline')
  const chain = pipeline.createEmptyPipeline()
  chain.addPolicy(pipeline.proxyPolicy())
  const request = pipeline.createPipelineRequest({
    url: `${authority}/common/v2.0/.well-known/openid-configuration`,
    abortSignal: deadline.signal,
    disableKeepAlive: true,
  })
  const unreachable = (cause: string, error?: unknown): CouldNotRead =>
    new CouldNotRead({ code: 'login-unreachable', host, cause }, error)
  const { status, headers } = await deadline.bound('reaching the login', async () => {
    try {
      return await chain.sendRequest(pipeline.createDefaultHttpClient(), request)
    } catch (error) {
      throw unreachable(firstMatch(textsOf(error), /^([A-Z_]+)$/) ?? 'connection failed', error)
    }
  })
  if (status !== 200) throw unreachable(`status ${status}`)
  const date = new Date(headers.get('date') ?? '')
  return Number.isNaN(date.getTime()) ? undefined : date
}
