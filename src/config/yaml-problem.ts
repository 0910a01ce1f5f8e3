import { type Document, isAlias, isNode, isScalar, type Node, visit, type YAMLMap } from 'yaml'
import { halfCharacter } from '../io/parse-json.ts'
import { shorten } from './shorten.ts'

/** The first thing in a YAML text that keeps it from being read, and where. */
export interface YamlProblem {
  readonly offset: number
  readonly sentence: string
}

/** `mayRepeat`: whether the sentence may show a piece of the text, which in some documents could be a secret. */
export function yamlProblem(document: Document, mayRepeat: boolean): YamlProblem | undefined {
  const { errors, warnings } = document
  // What follows the first syntax error is mostly its consequence. A tag that is not known is a warning only.
  const broken = errors[0] ?? warnings[0]
  if (broken === undefined) return misreading(document, mayRepeat)
  return { offset: broken.pos[0], sentence: syntaxSentence(broken, mayRepeat) }
}

const unquotedStar = 'a text that begins with * is a YAML alias; put it in quotes'

const tooDeep = 'it is nested too deeply to be read; use fewer levels'

const byCode: Readonly<Record<string, string>> = {
  BAD_ALIAS: `${unquotedStar}, as in "*"`,
  MULTIPLE_DOCS: 'a second document begins here (---); keep one document in a file',
  TAB_AS_INDENT: 'tabs are not allowed as indentation; write spaces',
  TAG_RESOLVE_FAILED: 'a text that begins with ! is a YAML tag; put it in quotes',
}

function syntaxSentence(
  { code, message }: Document['errors'][number] | Document['warnings'][number],
  mayRepeat: boolean,
): string {
  const known = byCode[code]
  if (known !== undefined) return known
  if (/call stack/i.test(message)) return tooDeep
  // The yaml library's own words may repeat a piece of the text.
  return mayRepeat
    ? shorten(message.split('\n', 1)[0]?.replace(/ at line \d+, column \d+:$/, '') ?? '', 200)
    : `${code}; put text with special characters in quotes`
}

const deepest = 500

/** Line ends, gaps, commas, brackets and texts in quotes: five thousand tenants with secrets of their own have 115,000. */
const mostParts = 120_000

const tooMany = `it has more than ${mostParts} line ends, gaps, commas, brackets and quoted texts, which would take long to read; write fewer entries`

/**
 * Checked before the text is parsed, which takes its time for every part, right or wrong, so that a megabyte of commas
 * would take a minute; is slow for what is nested by the thousand, and recursive.
 */
export function costProblem(text: string): YamlProblem | undefined {
  let [depth, parts] = [0, 0]
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? ''
    const weight = weights.get(sign)
    if (weight === undefined) continue
    if (sign === '[' || sign === '{') depth += 1
    else if ((sign === ']' || sign === '}') && depth > 0) depth -= 1
    if (!(isGap(sign) && isGap(text[at - 1]))) parts += weight
    if (depth > deepest) return { offset: at, sentence: tooDeep }
    if (parts > mostParts) return { offset: at, sentence: tooMany }
  }
  return undefined
}

/** A text has two quotation marks, and a JSON of a line as many parts as the same in YAML. */
const weights: ReadonlyMap<string, number> = new Map([
  ...['\n', '\r', ' ', '\t', ',', '[', ']', '{', '}'].map((sign) => [sign, 1] as const),
  ...['"', "'"].map((sign) => [sign, 0.5] as const),
])

function isGap(sign: string | undefined): boolean {
  return sign === ' ' || sign === '\t'
}

/** The library follows some; a document by hand has none or a few. */
const mostAliases = 100

/** What YAML accepts and reads in another way than it was meant. */
function misreading({ contents }: Document, mayRepeat: boolean): YamlProblem | undefined {
  const anchors = new Map<string, Node>()
  let aliases = 0
  let found: YamlProblem | undefined
  const stop = (node: unknown, sentence: string): symbol => {
    found = { offset: (isNode(node) ? node.range?.[0] : undefined) ?? 0, sentence }
    return visit.BREAK
  }
  const note = (node: Node): void => {
    if ('anchor' in node && typeof node.anchor === 'string') anchors.set(node.anchor, node)
  }
  visit(contents, {
    Alias(_, alias, path) {
      const target = anchors.get(alias.source)
      const example = mayRepeat ? `, as in ${shorten(JSON.stringify(`*${alias.source}`))}` : ''
      if (target === undefined) return stop(alias, `${unquotedStar}${example}`)
      if (path.includes(target))
        return stop(alias, 'this YAML alias is part of the value that it repeats; remove it')
      aliases += 1
      return aliases > mostAliases ? stop(alias, 'too many YAML aliases; write the values out') : undefined
    },
    Scalar(_, node) {
      note(node)
      return typeof node.value === 'string' && !node.value.isWellFormed()
        ? stop(node, `this text holds ${halfCharacter}; write the whole one`)
        : undefined
    },
    Seq: (_, node) => note(node),
    Map(_, node) {
      note(node)
      const wrong = keyProblem(node, mayRepeat)
      return wrong === undefined ? undefined : stop(...wrong)
    },
  })
  return found
}

/** Here rather than in the library, which compares each key with each. */
function keyProblem({ items }: YAMLMap, mayRepeat: boolean): [node: unknown, sentence: string] | undefined {
  const seen = new Set<string>()
  for (const { key } of items) {
    if (isAlias(key)) return [key, 'a YAML alias is used as a key; write the key out']
    if (key !== null && !isScalar(key))
      return [
        key,
        'a mapping or a list is used as a key; put a text with { or [ in quotes, as in "{{ name }}"',
      ]
    const name = String(key?.value)
    if (name === '<<' && key?.type === 'PLAIN')
      return [key, '"<<" (a YAML merge) is not supported; write the keys out']
    if (seen.has(name))
      return [key, `the key${mayRepeat ? ` "${shorten(name)}"` : ''} is there twice; keep one of them`]
    seen.add(name)
  }
  return undefined
}
