import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { shells } from '../../../src/cli/completion/completion.ts'
import { formatNames } from '../../../src/report/formats/formats.ts'
import { sourceChoices } from '../../../src/schemas/source.ts'
import { runCli } from '../../support/run-cli.ts'
import { cleanEnvironment, mfaGate, runProcess } from '../../support/run-process.ts'

interface Row {
  /** What has been typed, of which the last may be no whole word yet. */
  readonly line: readonly string[]
  readonly has: readonly string[]
  readonly hasNot?: readonly string[]
}

const rows: readonly Row[] = [
  { line: [''], has: ['check', 'audit', 'completion', 'version', 'simulate'], hasNot: ['complete'] },
  { line: ['che'], has: ['check'], hasNot: ['audit'] },
  { line: ['evidence', ''], has: ['verify'] },
  { line: ['check', '--sour'], has: ['--source'], hasNot: ['--snapshot'] },
  { line: ['check', '--source', ''], has: sourceChoices },
  { line: ['check', '--format', ''], has: formatNames },
  { line: ['check', '--no-c'], has: ['--no-color'] },
  { line: ['evidence', 'verify', '--req'], has: ['--require-signature'] },
  { line: ['completion', ''], has: shells },
]

const values = (stdout: string): readonly string[] =>
  stdout.split('\n').flatMap((line) => /^(.+)\t/.exec(line)?.[1] ?? [])

describe('Completion', () => {
  for (const { line, has, hasNot = [] } of rows) {
    it(`of "mfa-gate ${line.join(' ')}" offers ${has.slice(0, 3).join(', ')}`, async () => {
      const { exitCode, stdout } = await runCli(['complete', '--', ...line], cleanEnvironment())
      assert.equal(exitCode, 0)
      const offered = values(stdout)
      for (const one of has) assert.ok(offered.includes(one), `${one} in ${stdout}`)
      for (const one of hasNot) assert.ok(!offered.includes(one), `${one} in ${stdout}`)
      assert.match(stdout, /^:4\n$/m)
    })
  }

  it('leaves the values of other options to the shell, which knows files', async () => {
    for (const line of [
      ['check', '--rules', ''],
      ['evidence', 'verify', 'bun'],
    ]) {
      const { stdout } = await runCli(['complete', '--', ...line], cleanEnvironment())
      assert.equal(stdout, ':0\n')
    }
  })

  for (const shell of shells) {
    it(`prints a script for ${shell}, which asks this command`, async () => {
      const { exitCode, stdout } = await runProcess(
        [process.execPath, mfaGate, 'completion', shell],
        cleanEnvironment(),
      )
      assert.equal(exitCode, 0)
      assert.match(stdout, /mfa-gate complete/)
    })
  }

  const typed: Readonly<Record<string, { readonly run: readonly string[]; readonly shows: RegExp }>> = {
    bash: {
      run: [
        '--norc',
        '-c',
        `source <(mfa-gate completion bash)
        COMP_WORDS=(mfa-gate check --sour) COMP_CWORD=2
        __mfa_gate_complete 2>/dev/null; echo "$COMPREPLY"
        complete -p mfa-gate`,
      ],
      shows: /^--source\ncomplete -o default -F __mfa_gate_complete mfa-gate\n$/,
    },
    fish: {
      run: ['--no-config', '-c', 'mfa-gate completion fish | source; complete -C "mfa-gate check --sour"'],
      shows: /^--source\treport to read.*\n$/,
    },
    // On a terminal of its own, as nothing else asks it to complete.
    zsh: {
      run: [
        '-f',
        '-c',
        String.raw`zmodload zsh/zpty
        zpty z 'env TERM=dumb zsh -f -i'
        until_has() { local part; repeat 100 { zpty -r -t z part && out+=$part; [[ $out == *$1* ]] && return; sleep 0.1 } }
        zpty -w z 'autoload -U compinit; compinit -u -D; source <(mfa-gate completion zsh); echo LOADED$((1+1))'
        until_has LOADED2
        out=
        zpty -w -n z $'mfa-gate check --sour\t'
        until_has '--source '
        print -r -- "$out"
        zpty -d z`,
      ],
      shows: /mfa-gate check --source $/m,
    },
  }
  for (const [shell, { run, shows }] of Object.entries(typed)) {
    it(`completes in ${shell} what is typed there`, async function () {
      if (spawnSync(shell, ['--version']).status !== 0) this.skip()
      const folder = mkdtempSync(join(tmpdir(), 'mfa-gate-completion-'))
      try {
        const command = join(folder, 'mfa-gate')
        writeFileSync(command, `#!/bin/sh\nexec '${process.execPath}' '${mfaGate}' "$@"\n`)
        chmodSync(command, 0o755)
        const path = `${folder}:${process.env['PATH'] ?? ''}`
        const { stdout, stderr } = await runProcess([shell, ...run], {
          ...cleanEnvironment(),
          HOME: folder,
          PATH: path,
        })
        assert.match(stdout, shows, stderr)
      } finally {
        rmSync(folder, { recursive: true })
      }
    })
  }

  it('for no other shell is there one', async () => {
    const { exitCode, stderr } = await runCli(['completion', 'tcsh'], cleanEnvironment())
    assert.equal(exitCode, 2)
    assert.match(stderr, /^mfa-gate: .*Allowed choices are bash, zsh, fish, powershell/)
  })
})
