import { createHttpHeaders, createPipelineRequest } from '@azure/core-rest-pipeline'
import type { SignInWire } from '../../wire/sign-in-wire.ts'
import { parseJson } from '../../io/parse-json.ts'

const metadataOrigin = 'http://169.254.169.254'
const patienceMs = 1_000

/**
 * Whether Azure's metadata service is there. Without its header it refuses, in JSON; whoever else has that address, a
 * container's host, another cloud or a network's portal, does not. Nothing is asked for, and nobody told anything.
 */
export async function hasMetadataService(
  wire: Pick<SignInWire, 'once'>,
  origin = metadataOrigin,
): Promise<boolean> {
  const request = createPipelineRequest({
    url: `${origin}/metadata/identity/oauth2/token`,
    headers: createHttpHeaders({ accept: 'application/json' }),
    allowInsecureConnection: true,
    disableKeepAlive: true,
    abortSignal: AbortSignal.timeout(patienceMs),
  })
  try {
    const { body } = await wire.once(request)
    const refusal: unknown = parseJson(body.toString('utf8'))
    return (
      typeof refusal === 'object' && refusal !== null && typeof Reflect.get(refusal, 'error') === 'string'
    )
  } catch {
    // No connection, no answer in time, no JSON: there is none.
    return false
  }
}
