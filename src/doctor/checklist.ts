import type { Attempt } from '../model/could-not-read.ts'
import type { Undetermined } from '../model/undetermined.ts'
import { sentence } from '../report/sentence.ts'
import { reasonWords } from '../report/undetermined-sentence.ts'
import { type Item, ok } from './item.ts'

/** Collects items; a step that could not find out becomes one, and answers undefined. */
export class Checklist {
  readonly #items: Item[] = []

  get items(): readonly Item[] {
    return this.#items
  }

  add(item: Item): void {
    this.#items.push(item)
  }

  async step<T>(
    name: string,
    work: Promise<Attempt<T>>,
    says: (result: T) => string,
    state: (result: T) => 'ok' | 'warning' | 'skipped' = () => 'ok',
  ): Promise<T | undefined> {
    const came = await work
    this.add(
      'reason' in came
        ? failedItem(name, came.reason)
        : { ...ok(name, says(came.value)), state: state(came.value) },
    )
    return 'value' in came ? came.value : undefined
  }
}

export function failedItem(name: string, reason: Undetermined, more: readonly string[] = []): Item {
  const { what, todo } = reasonWords(reason)
  const requestId =
    'requestId' in reason && reason.requestId ? [`Graph request id: ${reason.requestId}.`] : []
  return { name, state: 'failed', says: what, todo: [sentence(`To do: ${todo}`), ...requestId, ...more] }
}
