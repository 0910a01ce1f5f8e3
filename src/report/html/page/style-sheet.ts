import { readFileSync } from 'node:fs'

/** The one style sheet of every page; a build puts the text of the file in place of this. */
export const styleSheet = readFileSync(new URL('../report.css', import.meta.url), 'utf8')
