import { setFlagsFromString } from 'node:v8'

/** Major version of Node. */
const latestTried = 26

/**
 * Has the engine collect what pages leave behind early rather than grow its heap, which it would to some 100 MB over a
 * million users: its new space stays at the size it starts with, and the old one may grow by a fifth between two
 * collections. An engine that knows a flag no longer would say so on stderr, so later ones than were tried are left alone.
 */
export function keepHeapSmall(): void {
  if (Number.parseInt(process.versions.node, 10) > latestTried) return
  setFlagsFromString('--semi-space-growth-factor=1')
  setFlagsFromString('--heap-growing-percent=20')
}
