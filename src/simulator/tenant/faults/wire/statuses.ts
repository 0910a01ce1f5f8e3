import { empty, json, type Reply } from '../../http/reply.ts'
import type { SharedFault } from '../fault.ts'

/** Statuses that say yes, in which a lenient reader sees a 200. */
const agreeing = [201, 202, 203, 205, 206, 207, 208, 226] as const

/** Statuses that lead elsewhere, where a token must not follow. */
const leading = [300, 301, 303, 304, 305, 306, 307, 308] as const

/** All others that are registered, some that front doors make up, and some that nobody has ever defined. */
const refusing = [
  ...([400, 401, 402, 403, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417, 418] as const),
  ...([420, 421, 422, 423, 424, 425, 426, 428, 431, 440, 449, 451, 494, 499] as const),
  ...([
    501, 502, 505, 506, 507, 508, 510, 511, 520, 521, 522, 523, 524, 525, 526, 530, 561, 598, 599,
  ] as const),
  ...([600, 700, 999] as const),
]

type StatusKind = `status-${(typeof agreeing | typeof leading | typeof refusing)[number]}`

/** Every status that has not a kind of its own. */
export const statusFaults = Object.fromEntries([
  ...agreeing.map((status) => kind(status, { reply: (ordinary) => ({ ...ordinary, status }) })),
  ...leading.map((status) => kind(status, { reply: (_, site) => leadingTo(status, site.elsewhere) })),
  ...refusing.map((status) => kind(status, { reply: (_, site) => site.outage(status) })),
]) as Readonly<Record<StatusKind, SharedFault>>

function kind(status: number, fault: SharedFault): readonly [string, SharedFault] {
  return [`status-${status}`, fault]
}

/** A 304 has no body. */
function leadingTo(status: number, Location: string): Reply {
  return status === 304 ? empty(status, { Location }) : json(status, {}, { Location })
}
