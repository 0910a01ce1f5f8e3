import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cleanEnvironment, runProcess } from '../support/run-process.ts'
import { executable, type Form, forms } from './forms.ts'

/**
 * What V8 may have to read of the pack before its port: every byte delays every preview. Not time, which depends on the
 * machine. Over it? Import what a start does not need inside the function that needs it.
 */
const kilobytes: Readonly<Record<Form, number>> = { directory: 230, executable: 710 }

/** What the file keeps in comments, over which V8 passes. */
const kept = /\/\*(?:(?!\*\/).){200,}?\*\//gs

interface Script {
  readonly url: string
  readonly text: string
}

/** The scripts of the pack's file that were handed to V8 by the time of the port. */
async function scriptsAtStart(form: Form): Promise<readonly Script[]> {
  const directory = mkdtempSync(join(tmpdir(), 'mfa-gate-budget-'))
  const file = join(directory, 'scripts.json')
  try {
    const { command, cwd } = forms[form]
    const preload = join(import.meta.dirname, 'parsed-bytes.cjs')
    const environment = {
      ...cleanEnvironment(),
      NODE_OPTIONS: `--require ${JSON.stringify(preload)}`,
      PARSED_BYTES_FILE: file,
    }
    const { exitCode, stderr } = await runProcess(command, environment, { cwd, limitMs: 30_000 })
    assert.equal(exitCode, 0, stderr)
    const scripts = JSON.parse(readFileSync(file, 'utf8')) as readonly Script[]
    return scripts.filter(({ url }) => url.includes(executable))
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

describe('the start of the pack', () => {
  for (const form of Object.keys(forms) as readonly Form[]) {
    it(`has V8 read at most ${kilobytes[form]} kB as ${form}`, async () => {
      const scripts = await scriptsAtStart(form)
      assert.ok(scripts.length > 0)
      const read = scripts.reduce((sum, { text }) => sum + text.replaceAll(kept, '').length, 0) / 1000
      assert.ok(read <= kilobytes[form], `${Math.ceil(read)} kB`)
    })
  }
})
