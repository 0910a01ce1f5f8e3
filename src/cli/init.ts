import { createInterface } from 'node:readline'
import { Command, Option } from 'commander'
import { ConfigurationError } from '../config/problem.ts'
import { rulesFileName, rulesIn } from '../config/rules-here.ts'
import { parseRulesText } from '../config/rules-text.ts'
import { enforcements, measures } from '../schemas/rule.ts'
import type { Effects } from './effects.ts'
import { starterOf, usualDemand } from './rules/starter.ts'
import { writeDocument } from './rules/write-document.ts'
import { tell } from './output/tell.ts'

const file = rulesFileName

/** What is asked, in turn; an empty answer takes the usual one. */
const questions = {
  measure: 'What counts: mfaRegistered (any method), phishingResistant, notPhoneOnly?',
  minimum: 'What share of the users must have it?',
  enforcement: 'Below that: mandatory (stop the deployment) or advisory (warn)?',
} as const

type Key = keyof typeof questions
type Answers = Partial<Record<Key, string>>

/** `mfa-gate init`: three questions, a rules document that `mfa-gate check` finds by itself, and what to do next. */
export function setUpCommand(effects: Effects): Command {
  return new Command('init')
    .description(
      `Write ${file} for this directory, from three answers. On a terminal it asks for what no option gives; elsewhere it uses the defaults. mfa-gate check finds the file by its name.`,
    )
    .addOption(new Option('--measure <measure>', 'what is counted; default: mfaRegistered').choices(measures))
    .option('--minimum <ratio>', 'the share of users who must have it, such as "95%"; default: "95%"')
    .addOption(
      new Option('--enforcement <level>', 'what happens below the minimum; default: mandatory').choices(
        enforcements,
      ),
    )
    .option('--force', 'replace an existing file')
    .action(async ({ force, ...given }: Answers & { readonly force?: true }) => {
      refuseAnother(effects.directory, force === true)
      const answers = effects.stdin.isTTY === true ? await asked(given, effects) : given
      const text = documentOf(answers)
      writeDocument(file, text, { directory: effects.directory, replace: force === true })
      await tell(
        effects.stdout,
        `Wrote ${file}, which \`mfa-gate check\` finds by its name; for the policy pack set MFA_GATE_RULES=${file}.\nNext: \`mfa-gate doctor\` says what the credential still lacks.\n`,
      )
    })
}

/** Before anything is asked. @throws ConfigurationError */
function refuseAnother(directory: string, force: boolean): void {
  const there = rulesIn(directory)
  if (there === undefined || (force && there === file)) return
  throw new ConfigurationError([
    there === file
      ? `${file} exists already; change it, or give --force to replace it`
      : `${there} exists already and would then be one of two rules documents, which are refused; change it, or remove it first`,
  ])
}

/** @throws ConfigurationError that names the answer which is wrong */
function documentOf(answers: Answers): string {
  const { measure, minimum, enforcement } = { ...usualDemand, ...answers }
  const text = starterOf({
    measure: plain(measure),
    minimum: plain(minimum),
    enforcement: plain(enforcement),
  })
  parseRulesText(text, file)
  return text
}

/** What would be more than a value in YAML is left for the check to refuse. */
function plain(text: string): string {
  return text.replaceAll(/[^\w.%-]/g, '?')
}

async function asked(given: Answers, { stdin, stdout }: Effects): Promise<Answers> {
  const terminal = createInterface({ input: stdin, terminal: false })
  const lines = terminal[Symbol.asyncIterator]()
  const ask = async (text: string): Promise<string> => {
    stdout.write(text)
    const { value, done } = await lines.next()
    if (done !== true) return value
    stdout.write('\n')
    throw new ConfigurationError(['init was stopped before the last answer; nothing was written'])
  }
  try {
    const answers: Answers = { ...given }
    for (const key of Object.keys(questions) as Key[]) answers[key] ??= await answerOf(key, ask)
    return answers
  } finally {
    terminal.close()
  }
}

/** Asks until the answer is one that a document may have. */
async function answerOf(key: Key, ask: (text: string) => Promise<string>): Promise<string> {
  const usual = usualDemand[key]
  for (let remark = ''; ;) {
    const answer = (await ask(`${remark}${questions[key]} [${usual}] `)).trim() || usual
    try {
      documentOf({ [key]: answer })
      return answer
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error
      remark = `${error.problems[0] ?? ''}\n`
    }
  }
}
