/**
 * The computing in milliseconds that this thread spends on `work`: what it waits for, and what other threads do beside it,
 * collecting what nobody uses any more above all, is not counted, so that a busy machine is no slow product.
 */
export function computing(work: () => void): number {
  const before = process.threadCpuUsage()
  work()
  return process.threadCpuUsage(before).user / 1_000
}
