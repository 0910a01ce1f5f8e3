import { withHeaders } from '../../http/reply.ts'
import type { OutageStatus, SharedFault } from '../fault.ts'

/** Every form in which somebody has written, or could write, how long to wait. */
export const retryAfterFaults = {
  'retry-after-1': saying('1'),
  'retry-after-2': saying('2'),
  'retry-after-zero': saying('0'),
  'retry-after-negative': saying('-5'),
  'retry-after-plus': saying('+1'),
  'retry-after-fraction': saying('1.5'),
  'retry-after-exponent': saying('1e1'),
  'retry-after-hexadecimal': saying('0x10'),
  'retry-after-empty': saying(''),
  'retry-after-word': saying('soon'),
  'retry-after-unit': saying('2 seconds'),
  'retry-after-list': saying('1, 2'),
  'retry-after-padded': saying('  1  '),
  'retry-after-an-hour': saying('3600'),
  'retry-after-years': saying('999999999'),
  'retry-after-forty-digits': saying('9'.repeat(40)),
  'retry-after-date': dated(1),
  'retry-after-date-past': dated(-30),
  'retry-after-date-tomorrow': dated(86_400),
  'retry-after-date-iso': saying('2099-01-01T00:00:00Z'),
  'retry-after-date-rfc850': saying('Thursday, 01-Jan-99 00:00:00 GMT'),
  'retry-after-date-asctime': saying('Fri Jan  1 00:00:00 2099'),
  'retry-after-date-zone': saying('Thu, 01 Jan 2099 00:00:00 +0100'),
  'retry-after-date-impossible': saying('Thu, 31 Feb 2099 25:61:61 GMT'),
  'retry-after-milliseconds': header('retry-after-ms', '500'),
  'x-ms-retry-after': header('x-ms-retry-after-ms', '500'),
  'retry-after-on-503': saying('1', 503),
  'retry-after-on-500': saying('1', 500),
  'retry-after-on-404': saying('1', 404),
  'retry-after-on-200': {
    reply: (ordinary) => withHeaders(ordinary, { 'Retry-After': '1' }),
  },
} as const satisfies Record<string, SharedFault>

function saying(text: string, status: OutageStatus = 429): SharedFault {
  return header('Retry-After', text, status)
}

function header(name: string, text: string, status: OutageStatus = 429): SharedFault {
  return { reply: (_, site) => withHeaders(site.outage(status), { [name]: text }) }
}

function dated(seconds: number): SharedFault {
  return {
    reply: (_, site) => {
      const moment = new Date(Date.now() + seconds * 1_000).toUTCString()
      return withHeaders(site.outage(429), { 'Retry-After': moment })
    },
  }
}
