/** A database that does not answer. */
export class NotInTime extends Error {
  readonly milliseconds: number

  constructor(milliseconds: number) {
    super('the database did not answer in time')
    this.milliseconds = milliseconds
  }
}

/** Runs `work` for so long at most; what is still open is then abandoned, so that nothing waits for it. */
export async function inTime<T>(
  work: () => Promise<T>,
  milliseconds: number,
  abandon: () => void,
): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => {
    reject(new NotInTime(milliseconds))
    abandon()
  }, milliseconds)
  try {
    return await Promise.race([late, work()])
  } finally {
    clearTimeout(timer)
  }
}
