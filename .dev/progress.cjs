// What a run of many files shows: a line for each that is done, and at the end what failed.
const { relative } = require('node:path')
const { Runner } = require('mocha')

const {
  EVENT_HOOK_END,
  EVENT_SUITE_END,
  EVENT_TEST_END,
  EVENT_TEST_FAIL,
  EVENT_TEST_PASS,
  EVENT_TEST_PENDING,
} = Runner.constants

module.exports = class Progress {
  constructor(runner, { reporterOptions: { root, progress } }) {
    const nameOf = ({ file }) => (file === undefined ? undefined : relative(root, file).replaceAll('\\', '/'))
    // The events of a file come together, when it is done.
    let current = fresh()
    const seen = (runnable) => (current.name ??= nameOf(runnable))
    runner.on(EVENT_TEST_PASS, () => (current.passed += 1))
    runner.on(EVENT_TEST_PENDING, (test) => {
      seen(test)
      current.skipped += 1
    })
    runner.on(EVENT_TEST_FAIL, (test, error) => {
      const name = nameOf(error) ?? nameOf(test)
      current.failed += 1
      if (nameOf(error) === undefined) current.name ??= name
      progress.failures.push({ name, title: titleOf(test), error })
      if (nameOf(error) !== undefined) done({ ...current, name })
    })
    runner.on(EVENT_TEST_END, (test) => {
      seen(test)
      current.milliseconds += test.duration ?? 0
    })
    runner.on(EVENT_HOOK_END, (hook) => (current.milliseconds += hook.duration ?? 0))
    runner.on(EVENT_SUITE_END, (suite) => {
      if (suite.root) done(current)
    })
    const done = ({ name, ...counts }) => {
      current = fresh()
      if (name === undefined) return
      progress.files.set(name, counts)
      const mark = counts.failed > 0 ? '✗' : '✓'
      process.stdout.write(
        `[${progress.files.size}/${progress.total}] ${mark} ${name}: ${summary(counts)}, ${Progress.shown(counts.milliseconds)}\n`,
      )
    }
  }

  static shown(milliseconds) {
    const seconds = Math.round(milliseconds / 1000)
    return seconds < 100 ? `${seconds} s` : `${Math.round(seconds / 60)} min`
  }

  static failures(failures, root) {
    return failures
      .map(({ name = '?', title, error }, index) => {
        const text = textOf(error, root).replaceAll(/^(?=.)/gm, '   ')
        return `\n${index + 1}) ${[name, title].filter(Boolean).join(': ')}\n${text}\n`
      })
      .join('')
  }
}

function fresh() {
  return { name: undefined, passed: 0, failed: 0, skipped: 0, milliseconds: 0 }
}

function summary({ passed, failed, skipped }) {
  return [`${passed} passed`, failed > 0 && `${failed} failed`, skipped > 0 && `${skipped} skipped`]
    .filter(Boolean)
    .join(', ')
}

function titleOf(test) {
  return test.titlePath().filter(Boolean).join(' › ')
}

/** The assertion, and where in our own files it stands. */
function textOf(error, root) {
  const { message = String(error), stack = '' } = error ?? {}
  const places = stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line) && !/node:internal|node_modules/.test(line))
    .map((line) => line.trim().replace(`file://${root}/`, '').replace(`${root}/`, ''))
  return [message, ...places].join('\n')
}
