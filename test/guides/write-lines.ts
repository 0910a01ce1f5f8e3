import { readFileSync, writeFileSync } from 'node:fs'
import { guideNames, whatWasRun } from './guides.ts'
import { pageOf } from './page.ts'

// Writes into every guide what of it is run.
for (const name of guideNames) {
  const text = readFileSync(pageOf(name), 'utf8')
  writeFileSync(
    pageOf(name),
    text.replace(/^> Run by tests:.*$/m, () => whatWasRun(name)),
  )
}
