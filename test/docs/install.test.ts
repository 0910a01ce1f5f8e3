import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectDirectory } from '../support/run-process.ts'

const texts = globSync(
  ['*.md', '*.yml', 'docs/**/*.md', 'policy-pack/*.{md,ts}', 'src/**/*.ts', 'examples/**/*.*'],
  {
    cwd: projectDirectory,
    exclude: ['examples/**/node_modules/**'],
  },
).map((file) => [file, readFileSync(join(projectDirectory, file), 'utf8')] as const)

/** What npx is asked for, options left out. */
const askedOf = (text: string): readonly string[] =>
  [...text.matchAll(/\bnpx ((?:--?[\w=-]+ )*)([@\w./-]+)/g)].map(([, , name = '']) => name)

describe('what is said of installing', () => {
  it('asks npx for what a project has installed, never for a name on the registry that anybody may claim', () => {
    const asked = texts.flatMap(([file, text]) => askedOf(text).map((name) => `${file}: ${name}`))
    assert.deepEqual(
      asked.filter((one) => !/: (mfa-gate|mocha|pulumi)$/.test(one)),
      [],
    )
  })

  it('says, wherever npx runs the command, that the project has installed it', () => {
    const pages = texts.filter(([, text]) => askedOf(text).includes('mfa-gate')).map(([file]) => file)
    for (const page of pages) {
      const text = texts.find(([file]) => file === page)?.[1] ?? ''
      assert.match(text, /npm ci|npm install --save-dev/, page)
    }
  })

  it('leads to the repository for whoever has nothing installed', () => {
    const readme = texts.find(([file]) => file === 'README.md')?.[1] ?? ''
    assert.match(readme, /## Install\n+Nothing is on the npm registry yet/)
  })
})
