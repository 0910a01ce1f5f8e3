import { type BasicType, ByteWriter, parquetWriteRows } from 'hyparquet-writer'
import type { Sink } from '../../io/sink.ts'
import { type ColumnKind, type FlatLine, flatColumns } from './flat-line.ts'

/** Held in memory at a time. */
const rowGroupSize = 10_000
const heldBytes = 1_000_000

const types: Readonly<Record<ColumnKind, BasicType>> = {
  moment: 'TIMESTAMP',
  text: 'STRING',
  users: 'INT64',
  number: 'DOUBLE',
  'yes-no': 'BOOLEAN',
}

/** Writes Apache Parquet. */
export async function writeParquet(lines: AsyncIterable<FlatLine>, sink: Sink): Promise<void> {
  const columns = Object.entries(flatColumns).map(([name, kind]) => ({ name, type: types[kind] }))
  await parquetWriteRows({ writer: new SinkWriter(sink), rows: cells(lines), columns, rowGroupSize })
}

async function* cells(lines: AsyncIterable<FlatLine>): AsyncGenerator<Record<string, unknown>> {
  for await (const line of lines) {
    const { judged_at: at, count, population } = line
    yield {
      ...line,
      judged_at: at === null ? null : new Date(at),
      count: count === null ? null : BigInt(count),
      population: population === null ? null : BigInt(population),
    }
  }
}

/** Hands on what has gathered, so that it is never held as a whole. */
class SinkWriter extends ByteWriter {
  readonly #sink: Sink

  constructor(sink: Sink) {
    super()
    this.#sink = sink
  }

  override ensure(size: number): void {
    if (this.index > heldBytes) this.#flush()
    super.ensure(size)
  }

  override finish(): void {
    this.#flush()
  }

  #flush(): void {
    this.#sink.append(this.getBytes())
    this.index = 0
  }
}
