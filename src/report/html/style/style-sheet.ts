import { charts } from './charts.ts'
import { index } from './index-page.ts'
import { layout } from './layout.ts'
import { parts } from './parts.ts'
import { print } from './print.ts'
import { tables } from './tables.ts'
import { theme } from './theme.ts'

/** The one style sheet of every page. */
export const styleSheet = [theme, layout, parts, tables, charts, index, print].join('\n')
