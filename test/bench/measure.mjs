// Preloaded into every contender: writes what the process has used when it ends.
import { readFileSync, writeFileSync } from 'node:fs'

process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage()
  writeFileSync(
    process.env.BENCH_USAGE,
    JSON.stringify({ peakBytes: peakOf(maxRSS) * 1024, cpuMs: (userCPUTime + systemCPUTime) / 1_000 }),
  )
})

// A process begins with the highest memory of the one that started it, where the system does not tell its own.
function peakOf(maxRSS) {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1])
  } catch {
    return maxRSS
  }
}
