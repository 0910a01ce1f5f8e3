import { createHash } from 'node:crypto'
import { CouldNotRead } from '../posture/could-not-read.ts'

/** A whole HTTP answer. */
export interface Answer {
  readonly endpoint: string
  readonly status: number
  readonly contentType: string | undefined
  readonly requestId: string | undefined
  /** True when a Conditional Access policy demands more of the token than it holds. */
  readonly claimsChallenge?: boolean
  readonly text: string
  /** SHA-256 of the body's bytes, hexadecimal. */
  readonly sha256: string
}

const largestBodyBytes = 16 * 1024 * 1024

/** Reads the body to its end. @throws CouldNotRead when the body breaks off or never ends */
export async function readAnswer(response: Response, endpoint: string): Promise<Answer> {
  const requestId = response.headers.get('request-id') ?? undefined
  const hash = createHash('sha256')
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for await (const chunk of bodyOf(response, requestId)) {
    bytes += chunk.byteLength
    if (bytes > largestBodyBytes) {
      throw new CouldNotRead({ code: 'body-too-large', limitBytes: largestBodyBytes, requestId })
    }
    hash.update(chunk)
    // Piece by piece, so that no page is held twice.
    text += decoder.decode(chunk, { stream: true })
  }
  return {
    endpoint,
    status: response.status,
    contentType: response.headers.get('content-type') ?? undefined,
    requestId,
    claimsChallenge: /\berror="?insufficient_claims\b/.test(response.headers.get('www-authenticate') ?? ''),
    text: text + decoder.decode(),
    sha256: hash.digest('hex'),
  }
}

async function* bodyOf(response: Response, requestId: string | undefined): AsyncGenerator<Uint8Array> {
  try {
    yield* response.body ?? []
  } catch (error) {
    throw new CouldNotRead({ code: 'body-cut', requestId }, error)
  }
}
