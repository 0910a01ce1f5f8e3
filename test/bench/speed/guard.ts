import { cpus, platform, arch } from 'node:os'
import { existsSync, readFileSync } from 'node:fs'
import type { Row } from './contest.ts'

/** What makes figures comparable: of another kind of machine not even ratios are the same. */
export interface MachineKind {
  readonly cores: number
  readonly cpu: string
  readonly system: string
  /** Its first number. */
  readonly node: string
}

export interface Sitting {
  readonly measuredAt: string
  readonly machine: MachineKind
  readonly rows: readonly Row[]
}

/** By how much a ratio may be above the committed one. */
export const mostGrowth = 1.25

export function machineKind(): MachineKind {
  return {
    cores: cpus().length,
    cpu: cpus()[0]?.model ?? 'unknown',
    system: `${platform()} ${arch()}`,
    node: process.version.split('.')[0] ?? '',
  }
}

/** The sittings of a file, one for each kind of machine. */
export function sittingsIn(file: string): readonly Sitting[] {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as readonly Sitting[]) : []
}

export function sittingOf(kind: MachineKind, sittings: readonly Sitting[]): Sitting | undefined {
  return sittings.find(({ machine }) => JSON.stringify(machine) === JSON.stringify(kind))
}

/** The most that a contest's ratio may be; undefined where none was committed for this kind of machine. */
export function limitOf(id: string, committed: Sitting | undefined): number | undefined {
  const before = committed?.rows.find((row) => row.id === id)
  return before === undefined ? undefined : before.ratio * mostGrowth
}

/** Whether a contest has become slower beside its yardstick. Its time alone says nothing: machines differ. */
export function isSlower({ id, ratio }: Pick<Row, 'id' | 'ratio'>, committed: Sitting | undefined): boolean {
  const limit = limitOf(id, committed)
  return limit !== undefined && ratio > limit
}
