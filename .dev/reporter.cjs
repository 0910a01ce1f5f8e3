// Mocha's spec output, closed with one plain line.
const { reporters, Runner } = require('mocha')
const closingLine = require('./closing-line.cjs')

module.exports = class Closing extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options)
    runner.once(Runner.constants.EVENT_RUN_END, () => process.stdout.write(closingLine(runner.stats)))
  }
}
