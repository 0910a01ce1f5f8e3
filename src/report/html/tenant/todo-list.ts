import type { Element } from 'hast'
import { h } from 'hastscript'
import type { AssessmentReport } from '../../../schemas/assessment-report.ts'
import { userText } from '../page/markup.ts'
import { section } from '../page/section.ts'
import { tasksOf } from './todo.ts'

export function todoList(report: AssessmentReport): Element {
  const tasks = tasksOf(report)
  return section(
    'next',
    'What to do next',
    tasks.length === 0
      ? h('p', 'Nothing. Keep the assessments running, so that a fall is seen on the day it happens.')
      : h(
          'ol.todo',
          tasks.map(({ what, why, tone }) =>
            h('li', { className: tone }, [h('strong', userText(what)), h('p', userText(why))]),
          ),
        ),
  )
}
