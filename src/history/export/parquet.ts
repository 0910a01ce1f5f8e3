import { type BasicType, fileWriter, parquetWriteRows } from 'hyparquet-writer'
import { type ColumnKind, type FlatLine, flatColumns } from './flat-line.ts'

/** Held in memory at a time. */
const rowGroupSize = 10_000

const types: Readonly<Record<ColumnKind, BasicType>> = {
  moment: 'TIMESTAMP',
  text: 'STRING',
  users: 'INT64',
  number: 'DOUBLE',
  'yes-no': 'BOOLEAN',
}

/** Writes Apache Parquet. */
export async function writeParquet(lines: AsyncIterable<FlatLine>, file: string): Promise<void> {
  const columns = Object.entries(flatColumns).map(([name, kind]) => ({ name, type: types[kind] }))
  await parquetWriteRows({ writer: fileWriter(file), rows: cells(lines), columns, rowGroupSize })
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
