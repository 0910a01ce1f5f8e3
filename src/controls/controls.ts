import type { Control } from './control.ts'
import { industry } from './industry.ts'
import { microsoft365 } from './microsoft-365.ts'
import { nist } from './nist.ts'
import { publicBodies } from './public-bodies.ts'

/** Numbers and titles as published; the editions say where. docs/controls.md shows the same. */
export const controls: readonly Control[] = [...microsoft365, ...nist, ...industry, ...publicBodies]
