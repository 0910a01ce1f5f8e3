import { join } from 'node:path'
import { projectDirectory } from '../support/run-process.ts'

/** One of the proofs, in full and in small. */
export interface Proof {
  readonly name: string
  readonly script: string
  readonly whole: readonly string[]
  readonly small: readonly string[]
}

const proof = (name: string, whole: string, small: string): Proof => {
  const words = (line: string): readonly string[] => line.split(' ').filter((word) => word !== '')
  const script = join(projectDirectory, 'test', name === 'speed' ? 'bench' : 'proof', name, 'main.ts')
  return { name, script, whole: words(whole), small: words(small) }
}

const tonight = 'docs/bench/speed-tonight.json'
/** What `npm run proof` runs, each by itself as `npm run proof:NAME`. */
export const proofs: readonly Proof[] = [
  proof('faults', '--previews all', '--only ^report:status-41 --no-write'),
  proof('fuzz', '--minutes 10', '--minutes 0.2 --no-write'),
  proof('files', '', '--only ^snapshot$ --kills 2 --no-write'),
  proof('fleet', '', '--checks 8 --timeouts 3m --no-write'),
  proof('scale', '', '--only workers --tenants 20 --waiting-tenants 5 --no-write'),
  proof('speed', `--guard --into ${tonight}`, '--guard --only ^check$ --rounds 0.2'),
  proof('broken', '', '--only files --no-write'),
]
