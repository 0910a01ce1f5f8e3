// In every process that runs test files. An error that belongs to no test, because nobody awaited it or because it came
// when the tests of its file were done, fails the run all the same: mocha's workers would lose it, or end by it.
import { appendFileSync } from 'node:fs'

const listed = process.env.LATE_TEST_ERRORS
let file

function onUncaught(error) {
  // Mocha listens as long as a file runs.
  if (process.listenerCount('uncaughtException') > 0) process.emit('uncaughtException', error)
  else
    appendFileSync(
      listed,
      `${JSON.stringify({ file, message: error?.message ?? String(error), stack: error?.stack })}\n`,
    )
}

export const mochaHooks = {
  beforeAll() {
    file = this.test.parent.suites.at(0)?.file
    if (!process.hasUncaughtExceptionCaptureCallback())
      process.setUncaughtExceptionCaptureCallback(onUncaught)
    // Mocha's worker passes such a rejection on to nobody, and takes every listener away after each file.
    process.on('unhandledRejection', (reason) => {
      throw reason
    })
  },
}
