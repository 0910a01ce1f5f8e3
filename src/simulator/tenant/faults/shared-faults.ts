import { type Delivery, empty, html, json } from '../http/reply.ts'
import type { OutageStatus, SharedFault } from './fault.ts'
import { contentFaults, redirectFaults, typeFaults } from './wire/contents.ts'
import { encodingFaults } from './wire/encodings.ts'
import { framingFaults } from './wire/framing.ts'
import { retryAfterFaults } from './wire/retry-after.ts'
import { statusFaults } from './wire/statuses.ts'

const portal = `<!DOCTYPE html>
<html><head><title>Sign in to the network</title></head><body><h1>Welcome</h1><p>Accept the terms to go on.</p></body></html>
`

const badGateway = `<html>
<head><title>502 Bad Gateway</title></head>
<body><center><h1>502 Bad Gateway</h1></center><hr><center>Microsoft-Azure-Application-Gateway/v2</center></body>
</html>
`

/** What a filter or proxy writes in place of the host that was asked. */
const denied = `<html><head><title>Access denied</title></head><body><h1>Access denied</h1><p>By the policy of your network.</p></body></html>
`

const outageFaults = {
  'throttle-429': outage(429),
  'server-500': outage(500),
  'bad-gateway-502-html': {
    reply: () => html(502, badGateway, { Server: 'Microsoft-Azure-Application-Gateway/v2' }),
  },
  'unavailable-503': outage(503),
  'gateway-timeout-504': outage(504),
  hang: transport('hang'),
  'hang-body': transport('hang-body'),
  'cut-body': transport('cut-body'),
  reset: transport('reset'),
  'html-200': { reply: () => html(200, portal) },
  'empty-200': { reply: (ordinary) => ({ ...ordinary, status: 200, body: '' }) },
  'not-json': { reply: (ordinary) => ({ ...ordinary, status: 200, body: '{"value": [' }) },
  'error-in-200': { reply: (_, site) => ({ ...site.outage(500), status: 200 }) },
  'no-content-204': { reply: () => empty(204) },
  'redirect-302': { reply: (_, site) => json(302, {}, { Location: site.elsewhere }) },
  'gone-404': outage(404),
  'bandwidth-509': outage(509),
  'proxy-403-html': { reply: () => html(403, denied, { Via: '1.1 filter' }) },
  'proxy-407-html': { reply: () => html(407, denied, { 'Proxy-Authenticate': 'Basic realm="proxy"' }) },
  'proxy-504-html': { reply: () => html(504, denied, { Via: '1.1 filter' }) },
  'gzip-bomb': transport('gzip-bomb'),
  'endless-403': {
    reply: (ordinary) => ({ ...ordinary, status: 403, delivery: 'endless' }),
  },
  'cut-gzip': transport('cut-gzip'),
  deflated: transport('deflated'),
  brotli: transport('brotli'),
  'unknown-encoding': transport('unknown-encoding'),
} as const satisfies Record<string, SharedFault>

/** What the wire makes of an answer, in every way that somebody has met or could. */
export const wireFaults = {
  ...statusFaults,
  ...retryAfterFaults,
  ...contentFaults,
  ...typeFaults,
  ...redirectFaults,
  ...encodingFaults,
  ...framingFaults,
} as const

/** Outages, broken transport and proxies that answer themselves, which can befall the login as any report. */
export const sharedFaults = { ...outageFaults, ...wireFaults } as const

function outage(status: OutageStatus): SharedFault {
  return { reply: (_, site) => site.outage(status) }
}

function transport(delivery: Delivery): SharedFault {
  return { reply: (ordinary) => ({ ...ordinary, delivery }) }
}
