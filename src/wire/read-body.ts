import type { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib'
import { CouldNotRead } from '../model/could-not-read.ts'

/** Far more than any report's page, and little enough for the smallest runner. */
export const largestBodyBytes = 16 * 1024 * 1024

/** Whose body it is, for the failure. */
interface BodyOf {
  readonly encoding: string | undefined
  readonly requestId?: string | undefined
  /** Undefined: Microsoft Graph. */
  readonly host?: string | undefined
}

/**
 * Reads a body to its end and decodes it; the one reader of all that comes from a network. Neither as it came nor
 * decoded may it be larger than `limitBytes`.
 * @throws CouldNotRead `body-cut`, `body-too-large`, `body-encoded`
 */
export async function readBody(
  body: Readable,
  { encoding, ...whose }: BodyOf,
  limitBytes = largestBodyBytes,
): Promise<Buffer> {
  const decode = decoderOf(encoding)
  if (decode === undefined) {
    body.destroy()
    throw new CouldNotRead({ code: 'body-encoded', encoding: printable(encoding), ...whose })
  }
  try {
    const bytes = await collect(body, limitBytes)
    if (bytes === undefined) throw new CouldNotRead({ code: 'body-too-large', limitBytes, ...whose })
    return bytes.length === 0 ? bytes : await decode(bytes, { maxOutputLength: limitBytes })
  } catch (error) {
    if (error instanceof CouldNotRead) throw error
    const tooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
    throw tooLarge
      ? new CouldNotRead({ code: 'body-too-large', limitBytes, ...whose }, error)
      : new CouldNotRead({ code: 'body-cut', ...whose }, error)
  }
}

/** Undefined when there is more than the limit; the rest is not waited for. */
async function collect(body: Readable, limitBytes: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.byteLength
    if (size > limitBytes) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks, size)
}

type Decode = (bytes: Buffer, options: { readonly maxOutputLength: number }) => Promise<Buffer>

const [unzip, inflateWrapped, inflateBare, unbrotli] = [
  promisify<Buffer, object, Buffer>(gunzip),
  promisify<Buffer, object, Buffer>(inflate),
  promisify<Buffer, object, Buffer>(inflateRaw),
  promisify<Buffer, object, Buffer>(brotliDecompress),
]

const decoders: ReadonlyMap<string, Decode> = new Map<string, Decode>([
  ['', (bytes) => Promise.resolve(bytes)],
  ['identity', (bytes) => Promise.resolve(bytes)],
  ['gzip', unzip],
  ['x-gzip', unzip],
  // RFC 9110 means the wrapped form, and some servers send the bare one.
  [
    'deflate',
    (bytes, options) => (isWrapped(bytes) ? inflateWrapped(bytes, options) : inflateBare(bytes, options)),
  ],
  ['br', unbrotli],
])

function decoderOf(encoding = ''): Decode | undefined {
  return decoders.get(encoding.trim().toLowerCase())
}

/** Whether it begins as a zlib stream (RFC 1950). */
function isWrapped(bytes: Buffer): boolean {
  const [method = 0, flags = 0] = bytes
  return (method & 0x0f) === 8 && (method * 256 + flags) % 31 === 0
}

function printable(encoding = ''): string {
  return /^[\w, -]{1,40}$/.test(encoding) ? encoding : 'one that cannot be shown'
}
