import type { Access } from '../gate/read.ts'
import type { Effects, Output } from './effects.ts'
import type { Failed } from '../wire/deadline.ts'
import { progressLine, type Reached, waitingLine } from './progress-words.ts'

/** Shows how far a long reading is, when somebody watches. */
export async function watched<T>(
  { stderr, voice }: Pick<Effects, 'stderr' | 'voice'>,
  run: (watch: Partial<ProgressBar['watch']>) => Promise<T>,
): Promise<T> {
  const bar = voice === 'quiet' ? undefined : await progressBar(stderr)
  try {
    return await run(bar?.watch ?? {})
  } finally {
    bar?.stop()
  }
}

/** A bar while a long report is read, on a terminal only. */
interface ProgressBar {
  readonly watch: Readonly<Required<Pick<Access, 'progress' | 'waiting'>>>
  /** Takes the bar away. */
  stop(): void
}

type Progress = Parameters<NonNullable<Access['progress']>>

/** What the line is made of. */
interface Payload {
  readonly reached?: () => Reached
  readonly wait?: Failed & { readonly until: number }
}

/** Over sooner than it is read. */
const shortestWaitMs = 2_000

/** Undefined where nobody watches: logs and pipes get no bar. */
async function progressBar(stream: Output): Promise<ProgressBar | undefined> {
  if (stream.isTTY !== true) return undefined
  const { default: progress } = await import('cli-progress')
  const { columns = 80 } = stream
  const bar = new progress.SingleBar({
    stream,
    clearOnComplete: true,
    hideCursor: true,
    // The quota lets pages come in bursts, so a short memory would make the estimate jump.
    etaBuffer: 30,
    gracefulExit: false,
    // Drawn some times in each second, so that what is left counts down.
    format: (_, { eta }, { reached, wait }: Payload) => {
      const waitMs = (wait?.until ?? 0) - performance.now()
      if (wait !== undefined && waitMs > 0) return waitingLine(waitMs, wait, columns)
      return reached === undefined ? '' : progressLine(withEta(reached(), eta), columns)
    },
  })
  let started = false
  const start = (): void => {
    if (!started) bar.start(0, 0, {})
    started = true
  }
  const watch: ProgressBar['watch'] = {
    progress(at, expected, outlook) {
      start()
      if (expected !== undefined) bar.setTotal(expected)
      bar.update(at.rows, { reached: reachedSince(performance.now(), at, expected, outlook) })
    },
    waiting(milliseconds, because) {
      if (milliseconds < shortestWaitMs) return
      start()
      bar.update({ wait: { ...because, until: performance.now() + milliseconds } })
    },
  }
  return {
    watch,
    stop: () => {
      if (started) bar.stop()
    },
  }
}

/** As it is whenever it is asked. */
function reachedSince(
  since: number,
  { rows, pages }: Progress[0],
  expected: Progress[1],
  outlook: Progress[2],
): () => Reached {
  return () => {
    const { waitMs = 0, leftMs } = outlook ?? {}
    const gone = performance.now() - since
    return {
      ...{ rows, pages, expected },
      waitMs: Math.max(0, waitMs - gone),
      leftMs: leftMs === undefined ? undefined : Math.max(0, leftMs - gone),
    }
  }
}

/** What the pages have taken so far is all that is known where there is no pace. */
function withEta(reached: Reached, seconds: number): Reached {
  if (reached.leftMs !== undefined || !Number.isFinite(seconds)) return reached
  return { ...reached, leftMs: seconds * 1_000 }
}
