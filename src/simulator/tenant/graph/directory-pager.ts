import type { Directory } from '../directory.ts'
import { faultIn } from '../faults/fault-in.ts'
import { directoryFaults } from '../faults/directory-faults.ts'
import { scheduleFaults } from '../faults/schedule.ts'
import type { Incoming } from '../http/incoming.ts'
import type { Reply } from '../http/reply.ts'
import { directoryBody, type DirectoryRows, draftDirectory } from './directory-page.ts'
import { accept, type Exchange, refuse } from './exchange.ts'
import { createSite } from './site.ts'

/** Turns the pages of lists, and spoils them by the scenario's faults, whichever list it is. */
export type Pager = (rows: DirectoryRows, incoming: Incoming, exchange: Exchange) => Reply

export function createPager(directory: Directory): Pager {
  const nextFaults = scheduleFaults(
    directory.scenario.faults.flatMap((spec) =>
      spec.on === 'directory' ? [{ spec, fault: faultIn(directoryFaults, spec) }] : [],
    ),
  )
  return (rows, incoming, exchange) => {
    const drawn = draftDirectory(directory, rows, incoming)
    if ('refused' in drawn) return refuse(drawn.refused, exchange)
    const faults = nextFaults(incoming.at)
    const spoilt = faults.spoilDraft(drawn)
    const ordinary =
      spoilt.refusal === undefined
        ? accept(directoryBody(spoilt), exchange)
        : refuse(spoilt.refusal, exchange)
    return faults.spoilReply(ordinary, createSite(directory, exchange))
  }
}
