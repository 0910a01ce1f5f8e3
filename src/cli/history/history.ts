import { Command, Option } from 'commander'
import type { Effects } from '../effects.ts'
import type { ExportOptions } from './export.ts'
import type { ListOptions } from './list.ts'
import { addFilterOptions, addHistoryOption } from './options.ts'
import type { PruneOptions } from './prune.ts'

/** `mfa-gate history`: what was kept of past assessments. */
export function historyCommand(effects: Effects): Command {
  const history = new Command('history').description(
    'Show past assessments, export them, and remove old ones.',
  )
  for (const command of [listCommand(effects), exportCommand(effects), pruneCommand(effects)])
    history.addCommand(command)
  return history
}

function listCommand(effects: Effects): Command {
  return addFilterOptions(
    addHistoryOption(
      new Command('list').description('Show verdicts, newest first; 50 unless --limit says otherwise.'),
    ),
  )
    .addOption(
      new Option('--format <name>', 'format of the output').choices(['text', 'json']).default('text'),
    )
    .action(async (options: ListOptions) => (await import('./list.ts')).list(effects, options))
}

function exportCommand(effects: Effects): Command {
  return addFilterOptions(
    addHistoryOption(
      new Command('export').description(
        'Write verdicts, oldest first, as CSV or Parquet, or whole assessments as JSON.',
      ),
    ),
  )
    .addOption(
      new Option('--format <name>', 'format to write').choices(['csv', 'json', 'parquet']).default('csv'),
    )
    .option('--output <file>', 'file to write; default: standard output')
    .action(async (options: ExportOptions) => (await import('./export.ts')).exportHistory(effects, options))
}

function pruneCommand(effects: Effects): Command {
  return addHistoryOption(
    new Command('prune').description('Remove assessments that are older than the retention.'),
  )
    .requiredOption('--keep <time>', 'how long assessments are kept, such as 730d, 24mo or 2y')
    .option('--dry-run', 'only say how many would be removed')
    .action(async (options: PruneOptions) => (await import('./prune.ts')).prune(effects, options))
}
