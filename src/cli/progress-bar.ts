import type { Access } from '../gate/read.ts'
import type { Effects, Output } from './effects.ts'

/** Shows how far a long reading is, when somebody watches. */
export async function watched<T>(
  { stderr, voice }: Pick<Effects, 'stderr' | 'voice'>,
  run: (progress: Access['progress']) => Promise<T>,
): Promise<T> {
  const bar = voice === 'quiet' ? undefined : await progressBar(stderr)
  try {
    return await run(bar?.progress)
  } finally {
    bar?.stop()
  }
}

/** A bar while a long report is read, on a terminal only. */
interface ProgressBar {
  readonly progress: NonNullable<Access['progress']>
  /** Takes the bar away. */
  stop(): void
}

/** Undefined where nobody watches: logs and pipes get no bar. */
async function progressBar(stream: Output): Promise<ProgressBar | undefined> {
  if (stream.isTTY !== true) return undefined
  const { default: progress } = await import('cli-progress')
  const bar = new progress.SingleBar({
    stream,
    clearOnComplete: true,
    hideCursor: true,
    // The quota lets pages come in bursts, so a short memory would make the estimate jump.
    etaBuffer: 30,
    gracefulExit: false,
    format: (options, { value, total, eta }, { pages }: { pages: number }) => {
      const known = total > value
      const width = Math.round((options.barsize ?? 40) / 2)
      const done = known ? Math.floor((value / total) * width) : 0
      const drawn = known ? `${'█'.repeat(done)}${'░'.repeat(width - done)} ` : ''
      const left = known && Number.isFinite(eta) ? `, about ${eta} s left` : ''
      return `Reading users ${drawn}${value}${known ? ` of about ${total}` : ''}, ${pages} pages${left}`
    },
  })
  let started = false
  return {
    progress({ pages, rows }, expected = 0) {
      if (!started) bar.start(expected, 0, { pages: 0 })
      started = true
      bar.update(rows, { pages })
    },
    stop: () => {
      if (started) bar.stop()
    },
  }
}
