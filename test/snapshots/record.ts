import type { Baseline } from '../../src/model/baseline.ts'
import { directoryStore } from '../../src/snapshots/directory-store.ts'

/** One run of several that record at once: the directory and the ratio are its arguments. */
const [directory = '', text = ''] = process.argv.slice(2)
await directoryStore(directory).record(JSON.parse(text) as Baseline)
