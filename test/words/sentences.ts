import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { projectDirectory } from '../support/run-process.ts'

/** Something that a user may read, and where it stands. */
export interface Sentence {
  readonly place: string
  readonly text: string
}

/** Every text of the program that has at least two words: messages, help, descriptions of schemas. */
export function sentencesOfProgram(): readonly Sentence[] {
  return [...filesIn('src', '.ts'), ...filesIn('policy-pack', '.ts')]
    .filter((file) => !ofOthers.test(file))
    .flatMap(textsIn)
}

/** The engine says what Pulumi says; compiled schemas say what their literals say. */
const ofOthers = /^src\/(simulator\/engine|schemas\/compiled)\/|^policy-pack\/dist\/|\.d\.ts$/

function textsIn(file: string): readonly Sentence[] {
  const source = ts.createSourceFile(file, read(file), ts.ScriptTarget.Latest, true)
  const found: Sentence[] = []
  const visit = (node: ts.Node): void => {
    if (isText(node)) {
      const text = node.getText(source).slice(1, -1)
      const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1
      if (/[a-z]{2,} [a-z$]/i.test(text) && !sql.test(text)) found.push({ place: `${file}:${line}`, text })
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

const sql = /^\s*(select|insert|update|delete|create|begin|pragma|case when)\b/

function isText(node: ts.Node): boolean {
  const isLiteral = ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)
  return (isLiteral || ts.isTemplateExpression(node)) && !ts.isImportDeclaration(node.parent)
}

/** The lines of the pages that users and contributors read, without what is code. */
export function sentencesOfPages(): readonly Sentence[] {
  const pages = [
    ...['README.md', 'SECURITY.md', 'CONTRIBUTING.md', 'policy-pack/README.md', 'action.yml'],
    ...filesIn('docs', '.md'),
    ...filesIn('examples', '.md'),
    ...filesIn('.github', '.md'),
    ...filesIn('.github', '.yml'),
  ]
  return pages.flatMap((file) => linesOf(file, withoutCode(read(file))))
}

/** What the formats for people say; those for programs have the values of schemas. */
export function sentencesOfGolden(): readonly Sentence[] {
  return filesIn('test/golden', '')
    .filter((file) => /(text|terminal-\d+|github|azure-devops)\.txt$|\.(md|html)$/.test(file))
    .flatMap((file) => linesOf(file, file.endsWith('.html') ? textOfHtml(read(file)) : read(file)))
}

function withoutCode(page: string): string {
  return page
    .replaceAll(/^( *)```[^]*?^\1```/gm, blank)
    .replaceAll(/`[^`\n]*`/g, '`…`')
    .replaceAll(/\]\([^)]*\)/g, ']')
    .replaceAll(/^ *(default|id|uses|run): .*$/gm, '')
}

function blank(text: string): string {
  return text.replaceAll(/[^\n]/g, '')
}

function textOfHtml(page: string): string {
  return page.replaceAll(/<(style|script)[^]*?<\/\1>/g, '').replaceAll(/<[^>]+>/g, '\n')
}

function linesOf(file: string, text: string): readonly Sentence[] {
  return text.split('\n').map((line, index) => ({ place: `${file}:${index + 1}`, text: line }))
}

function filesIn(folder: string, end: string): readonly string[] {
  return readdirSync(join(projectDirectory, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((name) => name.endsWith(end) && /\.\w+$/.test(name) && !name.includes('node_modules/'))
}

function read(file: string): string {
  return readFileSync(join(projectDirectory, file), 'utf8')
}
