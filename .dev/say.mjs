// Says what is going on, in a script of package.json, on whatever shell. npx hides what the scripts of a clone print, so
// that there it goes to the terminal itself.
import { writeFileSync } from 'node:fs'

const line = `${process.argv.slice(2).join(' ')} …\n`
process.stderr.write(line)
if (process.env.npm_command === 'exec') {
  try {
    writeFileSync('/dev/tty', line)
  } catch {
    // Nobody watches, or the system has no such file.
  }
}
