// One plain line that a script can read, over one run of mocha or several.
module.exports = function closingLine(...runs) {
  const sum = (key) => runs.reduce((total, stats) => total + stats[key], 0)
  return `${sum('passes')} passed, ${sum('failures')} failed, ${sum('pending')} skipped\n`
}
