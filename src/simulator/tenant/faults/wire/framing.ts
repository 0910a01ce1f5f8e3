import type { Deliver } from '../../http/parcel.ts'
import { headOf, pouring, raw, rawAndOpen, slowly } from '../../http/raw.ts'
import type { SharedFault } from '../fault.ts'

const gap = '\r\n\r\n'

/** How an answer is put on the connection. */
export const framingFaults = {
  'slow-body': sent(slowly(4, 100)),
  'slow-headers': sent(slowly(1, 0, 400)),
  'drip-body': sent(slowly('each byte', 150)),
  'endless-200': sent(pouring((parcel) => `${headOf(parcel)}${gap}`, ' ')),
  'endless-chunks': sent(
    pouring((parcel) => `${headOf(parcel, 'Transfer-Encoding: chunked')}${gap}`, '1\r\n \r\n'),
  ),
  'endless-chunk-line': sent(
    pouring((parcel) => `${headOf(parcel, 'Transfer-Encoding: chunked')}${gap}`, '0'),
  ),
  'endless-header': sent(pouring((parcel) => `${headOf(parcel)}\r\nX-Endless: `, 'a')),
  'endless-headers': sent(pouring((parcel) => `${headOf(parcel)}\r\n`, 'X-Endless: a\r\n')),
  'endless-status-line': sent(pouring(() => 'HTTP/1.1 200 ', 'a')),
  'endless-informational': sent(pouring(() => '', 'HTTP/1.1 102 Processing\r\n\r\n')),
  'endless-trailers': sent(
    pouring((parcel) => `${headOf(parcel, 'Transfer-Encoding: chunked')}${gap}0\r\n`, 'X-Endless: a\r\n'),
  ),
  'header-of-64-kb': sent(
    raw((parcel) => whole(headOf(parcel, `X-Large: ${'a'.repeat(65_536)}`), parcel.body)),
  ),
  'headers-by-thousands': sent(
    raw((parcel) =>
      whole(headOf(parcel, ...Array.from({ length: 3_000 }, (_, at) => `X-H${at}: 1`)), parcel.body),
    ),
  ),
  'header-nul': sent(raw((parcel) => whole(headOf(parcel, 'X-Nul: a\0b'), parcel.body))),
  'header-folded': sent(raw((parcel) => whole(headOf(parcel, 'X-Folded: a\r\n  b'), parcel.body))),
  'header-without-colon': sent(raw((parcel) => whole(headOf(parcel, 'no colon here'), parcel.body))),
  'header-space-before-colon': sent(raw((parcel) => whole(headOf(parcel, 'X-Space : a'), parcel.body))),
  'header-bare-line-feed': sent(raw((parcel) => whole(headOf(parcel, 'X-A: b\nX-C: d'), parcel.body))),
  'header-bare-return': sent(raw((parcel) => whole(headOf(parcel, 'X-A: b\rX-C: d'), parcel.body))),
  'header-latin-1': sent(
    raw((parcel) => Buffer.from(whole(headOf(parcel, 'X-Name: \xe9'), parcel.body), 'latin1')),
  ),
  'request-id-of-escapes': sent(
    raw((parcel) => whole(headOf(parcel, 'request-id: \x1b[31mred'), parcel.body)),
  ),
  'status-line-garbage': sent(raw((parcel) => whole(headOf(parcel).replace(/^HTTP\S+/, 'ICY'), parcel.body))),
  'status-line-no-number': sent(
    raw((parcel) => whole(headOf(parcel).replace(/^HTTP\/1\.1 \d+/, 'HTTP/1.1 OK'), parcel.body)),
  ),
  'status-line-cut': sent(raw(() => 'HTTP/1.1 20')),
  'status-line-alone': sent(rawAndOpen(() => 'HTTP/1.1 200 OK\r\n')),
  'status-0': sent(raw((parcel) => whole(headOf({ ...parcel, status: 0 }), parcel.body))),
  'status-1000': sent(raw((parcel) => whole(headOf({ ...parcel, status: 1_000 }), parcel.body))),
  'http-0.9': sent(raw(({ body }) => body)),
  'http-1.0': sent(
    raw((parcel) => `${headOf(parcel).replace('HTTP/1.1', 'HTTP/1.0')}${gap}${parcel.body.toString()}`),
  ),
  'http-2-frame': sent(raw(() => Buffer.from('00001204000000000000030000006400040000ffff', 'hex'))),
  'http-9.9': sent(raw((parcel) => whole(headOf(parcel).replace('HTTP/1.1', 'HTTP/9.9'), parcel.body))),
  'ssh-banner': sent(raw(() => 'SSH-2.0-OpenSSH_9.9\r\n')),
  'smtp-banner': sent(rawAndOpen(() => '220 mail.example ESMTP\r\n')),
  'closed-without-a-word': sent(raw(() => '')),
  'chunk-size-garbage': sent(raw((parcel) => `${chunked(headOf(parcel))}zz\r\n{}\r\n0${gap}`)),
  'chunk-size-huge': sent(rawAndOpen((parcel) => `${chunked(headOf(parcel))}ffffffffffffffff\r\n{}`)),
  'chunk-size-negative': sent(raw((parcel) => `${chunked(headOf(parcel))}-5\r\n{}\r\n0${gap}`)),
  'chunk-cut': sent(raw((parcel) => `${chunked(headOf(parcel))}${chunk(parcel.body).slice(0, -10)}`)),
  'chunks-without-end': sent(raw((parcel) => `${chunked(headOf(parcel))}${chunk(parcel.body)}`)),
  'chunk-extension': sent(
    raw((parcel) => `${chunked(headOf(parcel))}${chunk(parcel.body).replace('\r\n', ';a=b\r\n')}0${gap}`),
  ),
  'chunk-line-feeds': sent(
    raw((parcel) => `${chunked(headOf(parcel))}${chunk(parcel.body).replaceAll('\r\n', '\n')}0\n\n`),
  ),
  trailers: sent(raw((parcel) => `${chunked(headOf(parcel))}${chunk(parcel.body)}0\r\nX-Trailer: 1${gap}`)),
  'length-too-short': sent(
    raw((parcel) => `${headOf(parcel, 'Content-Length: 10')}${gap}${parcel.body.toString()}`),
  ),
  'length-too-long': sent(
    raw(
      (parcel) =>
        `${headOf(parcel, `Content-Length: ${parcel.body.length + 10}`)}${gap}${parcel.body.toString()}`,
    ),
  ),
  'length-zero': sent(raw((parcel) => `${headOf(parcel, 'Content-Length: 0')}${gap}`)),
  'length-negative': sent(
    raw((parcel) => `${headOf(parcel, 'Content-Length: -1')}${gap}${parcel.body.toString()}`),
  ),
  'length-word': sent(
    raw((parcel) => `${headOf(parcel, 'Content-Length: many')}${gap}${parcel.body.toString()}`),
  ),
  'length-of-petabytes': sent(
    rawAndOpen(
      (parcel) => `${headOf(parcel, 'Content-Length: 9007199254740991')}${gap}${parcel.body.toString()}`,
    ),
  ),
  'length-twice': sent(raw((parcel) => whole(headOf(parcel, 'Content-Length: 5'), parcel.body))),
  'length-and-chunks': sent(
    raw(
      (parcel) =>
        `${headOf(parcel, 'Content-Length: 5', 'Transfer-Encoding: chunked')}${gap}${chunk(parcel.body)}0${gap}`,
    ),
  ),
  'transfer-unknown': sent(
    raw((parcel) => `${headOf(parcel, 'Transfer-Encoding: cake')}${gap}${parcel.body.toString()}`),
  ),
  'no-length': sent(raw((parcel) => `${headOf(parcel, 'Connection: close')}${gap}${parcel.body.toString()}`)),
  informational: sent(
    raw(
      (parcel) =>
        `HTTP/1.1 100 Continue${gap}HTTP/1.1 103 Early Hints\r\nLink: </x>${gap}${whole(headOf(parcel), parcel.body)}`,
    ),
  ),
  'upgrade-101': sent(
    rawAndOpen(() => `HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket${gap}`),
  ),
  'two-answers': sent(
    raw((parcel) => {
      const answer = whole(headOf(parcel), parcel.body)
      return `${answer}${answer}`
    }),
  ),
  'garbage-after-answer': sent(raw((parcel) => `${whole(headOf(parcel), parcel.body)}garbage\r\n`)),
  'two-types': sent(raw((parcel) => whole(headOf(parcel, 'Content-Type: text/html'), parcel.body))),
  'two-encodings': sent(
    raw((parcel) =>
      whole(headOf(parcel, 'Content-Encoding: identity', 'Content-Encoding: gzip'), parcel.body),
    ),
  ),
} as const satisfies Record<string, SharedFault>

function sent(delivery: Deliver): SharedFault {
  return { reply: (ordinary) => ({ ...ordinary, delivery }) }
}

function whole(head: string, body: Buffer): string {
  return `${head}\r\nContent-Length: ${body.length}${gap}${body.toString()}`
}

function chunked(head: string): string {
  return `${head}\r\nTransfer-Encoding: chunked${gap}`
}

function chunk(body: Buffer): string {
  return `${body.length.toString(16)}\r\n${body.toString()}\r\n`
}
