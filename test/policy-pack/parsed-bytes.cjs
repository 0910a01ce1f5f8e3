// Preloaded: writes what V8 has been given to read, by file, when the first line goes to stdout; then ends the process.
'use strict'
const { writeFileSync } = require('node:fs')
const { Session } = require('node:inspector')

const scripts = []
const session = new Session()
session.connect()
session.on('Debugger.scriptParsed', ({ params }) => scripts.push(params))
session.post('Debugger.enable')

process.stdout.write = () => {
  const read = scripts.map(({ scriptId, url }) => {
    let text = ''
    session.post('Debugger.getScriptSource', { scriptId }, (_, { scriptSource }) => (text = scriptSource))
    return { url, text }
  })
  writeFileSync(process.env.PARSED_BYTES_FILE, JSON.stringify(read))
  process.exit()
}
