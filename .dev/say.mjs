// Says what is going on, in a script of package.json, on whatever shell.
process.stderr.write(`${process.argv.slice(2).join(' ')} …\n`)
