// Tells the highest resident size of the process that requires it, when that ends.
process.on('exit', () => {
  process.stderr.write(`peak ${Math.round(process.resourceUsage().maxRSS / 1024)} MB\n`)
})
