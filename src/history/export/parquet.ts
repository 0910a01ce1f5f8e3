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
    const typed = Object.entries(flatColumns).map(([name, kind]) => [
      name,
      asStored(kind, line[name as keyof FlatLine]),
    ])
    yield Object.fromEntries(typed) as Record<string, unknown>
  }
}

function asStored(kind: ColumnKind, cell: FlatLine[keyof FlatLine]): unknown {
  if (typeof cell === 'string' && kind === 'moment') return new Date(cell)
  return typeof cell === 'number' && kind === 'users' ? BigInt(cell) : cell
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
