import { readFileSync, writeFileSync } from 'node:fs'

/** The highest resident size of a process since its last `forgetPeak`, in megabytes; undefined where the system does not tell. */
export function peakMb(pid: number): number | undefined {
  const kilobytes = /VmHWM:\s+(\d+) kB/.exec(readOf(pid, 'status'))?.[1]
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1_024
}

/** Lets the peak of this process begin anew, where the system can, without what earlier runs have left. */
export function forgetPeak(): void {
  globalThis.gc?.()
  try {
    writeFileSync('/proc/self/clear_refs', '5')
  } catch {
    // Then the peak is that of all runs so far, which is still no less than that of this one.
  }
}

/** The processes that a process has started, whose command line has this word. */
export function childrenOf(pid: number, word: string): readonly number[] {
  return readOf(pid, `task/${pid}/children`)
    .split(' ')
    .map(Number)
    .filter((child) => child > 0 && readOf(child, 'cmdline').includes(word))
}

function readOf(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8')
  } catch {
    return ''
  }
}
