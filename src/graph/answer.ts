import { hash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { CouldNotRead } from '../posture/could-not-read.ts'
import type { Received } from './middleware/parcel.ts'

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
export async function readAnswer({ status, header, body }: Received, endpoint: string): Promise<Answer> {
  const requestId = header('request-id')
  const bytes = body === undefined ? Buffer.alloc(0) : await readBody(body, requestId)
  return {
    endpoint,
    status,
    contentType: header('content-type'),
    requestId,
    claimsChallenge: /\berror="?insufficient_claims\b/.test(header('www-authenticate') ?? ''),
    text: bytes.toString('utf8').replace(/^\uFEFF/, ''),
    sha256: hash('sha256', bytes),
  }
}

async function readBody(body: Readable, requestId: string | undefined): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      size += chunk.byteLength
      if (size > largestBodyBytes) break
      chunks.push(chunk)
    }
  } catch (error) {
    throw new CouldNotRead({ code: 'body-cut', requestId }, error)
  }
  if (size <= largestBodyBytes) return Buffer.concat(chunks, size)
  throw new CouldNotRead({ code: 'body-too-large', limitBytes: largestBodyBytes, requestId })
}
