import { arch, cpus, platform, totalmem } from 'node:os'

/** Rows under a head, as Markdown and as text alike. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [head, ...rows].map((row) =>
    row.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')),
  )
  const line = (row: readonly string[]): string => `| ${row.join(' | ')} |`
  const rule = head.map(() => '---')
  return [cells[0] ?? [], rule, ...cells.slice(1)].map(line).join('\n')
}

/** When and on what a proof was run. */
export function machine(): string {
  const { model = 'unknown' } = cpus()[0] ?? {}
  const memory = Math.round(totalmem() / 2 ** 30)
  return `${cpus().length} cores (${model}), ${memory} GB, ${platform()} ${arch()}, Node ${process.version}`
}
