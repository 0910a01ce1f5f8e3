// A process of its own that runs one command line after the other, as the gate alone: the tenant is served by another.
import { keepHeapSmall } from '../../../src/cli/small-heap.ts'
import type { Job, Run } from './job.ts'
import { runJob } from './run-job.ts'

// As the command does.
keepHeapSmall()
// A pack looks for the process that started it by this name.
process.title = 'pulumi'

process.on('message', (job: Job) => {
  runJob(job).then(
    (done) => process.send?.(done),
    (error: unknown) =>
      process.send?.({ exitCode: null, output: String(error), milliseconds: 0 } satisfies Run),
  )
})
process.on('disconnect', () => process.exit())
