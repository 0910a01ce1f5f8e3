/** One request as the tenant saw it. Headers and bodies stay out: they carry the secret and the token. */
export interface RequestRecord {
  readonly method: string
  /** Without the query. */
  readonly path: string
  /** Decoded; only of requests to Graph, where it says which members were asked for. */
  readonly query?: string
  /** What a request for a token says that it must prove, as JSON. */
  readonly claims?: string
  /** The status sent, or undefined while (or because) no headers have been sent. */
  readonly status: number | undefined
  readonly at: Date
  /** Whether a bearer token was presented, valid or not. */
  readonly bearer: boolean
}

export interface RequestLog {
  readonly records: readonly RequestRecord[]
  /** Notes a request on arrival, so that one that hangs is seen too; the answer takes its status later. */
  open(record: Omit<RequestRecord, 'status'>): (status: number | undefined) => void
}

/** Keeps at most `limit` records. When full, the older half goes at once, which keeps noting a request cheap. */
export function createRequestLog(limit = 100_000): RequestLog {
  const records: { -readonly [Key in keyof RequestRecord]: RequestRecord[Key] }[] = []
  return {
    records,
    open(record) {
      if (records.length >= limit) records.splice(0, Math.ceil(limit / 2))
      const kept = { ...record, status: undefined as number | undefined }
      records.push(kept)
      return (status) => {
        kept.status = status
      }
    },
  }
}
