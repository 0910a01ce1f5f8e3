import { rulesBytes } from '../io/read-file.ts'
import { type Waiver, waiverFrom } from '../rules/waiver.ts'
import type { RulesDocument } from '../schemas/rules-document.ts'
import isWaiversDocument from '../schemas/compiled/is-waivers-document.cjs'
import type { WaiversDocument } from '../schemas/waiver.ts'
import { type Located, parseLocated } from './located-text.ts'
import { ConfigurationError } from './problem.ts'
import type { ReadText } from './read-text.ts'
import { problem } from './schema-sentence.ts'
import { shortestPath } from './shortest-path.ts'
import { waiverProblems } from './waiver-problems.ts'

/** The waivers of a file of their own, under the limits of the rules document. @throws ConfigurationError */
export function readWaivers(file: string, document: RulesDocument, by: Reading): readonly Waiver[] {
  const { value, locate } = parseWaivers(textOf(file, by), shortestPath(file, by.directory), document)
  return value.waivers.map((entry, index) => waiverFrom(entry, locate(['waivers', String(index)])))
}

/** @throws ConfigurationError */
export function parseWaivers(text: string, file: string, document: RulesDocument): Located<WaiversDocument> {
  const further = ({ waivers }: WaiversDocument) => waiverProblems(waivers, document)
  return parseLocated(text, file, { validator: isWaiversDocument, further })
}

/** Who reads a file that a document names, and tells what is wrong with it. */
interface Reading {
  /** Where paths are shown from. */
  readonly directory: string
  readonly tell: Located<unknown>['tell']
  readonly read: ReadText
}

function textOf(file: string, { tell, read }: Reading): string {
  try {
    return read(file, 'the waivers file', 'correct waiversFile', rulesBytes)
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    throw new ConfigurationError(error.problems.map((text) => tell(problem(['waiversFile'], text))))
  }
}
