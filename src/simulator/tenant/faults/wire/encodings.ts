import { brotliCompressSync, constants, deflateRawSync, gzipSync, zstdCompressSync } from 'node:zlib'
import type { Deliver } from '../../http/parcel.ts'
import { sendAs } from '../../http/raw.ts'
import type { SharedFault } from '../fault.ts'

/** How the body is packed, or said to be. */
export const encodingFaults = {
  'gzip-twice': sent(sendAs('gzip, gzip', (body) => gzipSync(gzipSync(body)))),
  'gzip-unsaid': sent(sendAs('', (body) => gzipSync(body))),
  'gzip-untrue': sent(sendAs('gzip', (body) => body)),
  'gzip-of-nothing': sent(sendAs('gzip', () => Buffer.alloc(0))),
  'gzip-then-garbage': sent(
    sendAs('gzip', (body) => Buffer.concat([gzipSync(body), Buffer.from('garbage')])),
  ),
  'gzip-bad-checksum': sent(sendAs('gzip', (body) => withByte(gzipSync(body), -6))),
  'gzip-bad-length': sent(sendAs('gzip', (body) => withByte(gzipSync(body), -2))),
  'gzip-in-members': sent(
    sendAs('gzip', (body) => Buffer.concat([gzipSync(body.subarray(0, 20)), gzipSync(body.subarray(20))])),
  ),
  'gzip-upper-case': sent(sendAs('GZIP', (body) => gzipSync(body))),
  'x-gzip': sent(sendAs('x-gzip', (body) => gzipSync(body))),
  identity: sent(sendAs('identity', (body) => body)),
  'raw-deflate': sent(sendAs('deflate', (body) => deflateRawSync(body))),
  'deflate-untrue': sent(sendAs('deflate', (body) => body)),
  'brotli-cut': sent(sendAs('br', (body) => brotliCompressSync(body).subarray(0, -4))),
  'brotli-untrue': sent(sendAs('br', (body) => body)),
  'brotli-bomb': sent(sendAs('br', () => brotliBomb())),
  'deflate-bomb': sent(sendAs('deflate', () => deflateRawSync(Buffer.alloc(64 * 1024 * 1024)))),
  zstd: sent(sendAs('zstd', (body) => zstdCompressSync(body))),
  compress: sent(sendAs('compress', (body) => body)),
  'encoding-of-escapes': sent(sendAs('[31m', (body) => body)),
} as const satisfies Record<string, SharedFault>

function sent(delivery: Deliver): SharedFault {
  return { reply: (ordinary) => ({ ...ordinary, delivery }) }
}

/** With one byte changed, counted from the end. */
function withByte(bytes: Buffer, from: number): Buffer {
  const at = bytes.length + from
  bytes.writeUInt8((bytes[at] ?? 0) ^ 0xff, at)
  return bytes
}

/** A kilobyte on the wire. */
function brotliBomb(): Buffer {
  return brotliCompressSync(Buffer.alloc(64 * 1024 * 1024), {
    params: { [constants.BROTLI_PARAM_QUALITY]: 5 },
  })
}
