import type { Element } from 'hast'
import { h } from 'hastscript'
import type { TrendPoint } from '../../rules/trend-point.ts'
import type { AssessmentReport } from '../../schemas/assessment-report.ts'
import { type Finding, findingsOf } from '../findings.ts'
import { formatMoment } from '../moment.ts'
import { type Assessed, isOfStandIn, titleOf } from '../report.ts'
import { seriesOf } from './chart/series.ts'
import { renderPage } from './page/document.ts'
import { codeText, type Part, userText } from './page/markup.ts'
import { printableDeep } from './page/printable-deep.ts'
import { section } from './page/section.ts'
import { controls } from './tenant/controls.ts'
import { exclusions } from './tenant/exclusions.ts'
import { headline } from './tenant/headline.ts'
import { methods, segmentsIn } from './tenant/methods.ts'
import { provenance } from './tenant/provenance.ts'
import { ruleCards } from './tenant/rule-card.ts'
import { passingRules, todoList } from './tenant/todo.ts'
import { waivers } from './tenant/waivers.ts'

/** What the page of one tenant is made from. */
interface TenantPage {
  readonly report: Assessed
  /** Earlier answers of this tenant in any order; empty when no history is kept. */
  readonly trend: readonly TrendPoint[]
  /** File name of the page over all tenants, beside this one. */
  readonly index?: string
}

/** One tenant's assessment as one HTML file that loads nothing and runs no script. */
export function renderTenantPage(given: TenantPage): string {
  const report = printableDeep(given.report)
  const { assessment, tenant } = report
  const findings = findingsOf(report)
  const name = titleOf(tenant)
  const body = h('div.page', [
    h('a.skip', { href: '#rules' }, 'Skip to the rules'),
    header({ ...given, report }, name),
    h('main', [
      standIn(assessment),
      headline(report),
      contents(assessment),
      todoList(findings, assessment.waivers),
      rules(findings, given),
      methods(assessment, given.trend),
      exclusions(findings),
      waivers(assessment.waivers, passingRules(findings)),
      controls(findings),
      provenance(findings),
    ]),
    footer(assessment),
  ])
  return renderPage({ title: `${name}: MFA registration`, body })
}

function header({ report, index }: TenantPage, name: string): Element {
  const { judgedAt, rulesOrigin, stack } = report.assessment
  const { id } = report.tenant
  const names = [stack.organization, stack.project, stack.stack].filter((part) => part !== null)
  const about: readonly Part[] = [
    id === undefined || id === name ? null : h('span', ['Tenant ', codeText(id)]),
    h('span', `Judged as of ${formatMoment(judgedAt)}`),
    h('span', ['Rules: ', userText(rulesOrigin)]),
    names.length === 0 ? null : h('span', ['Stack: ', userText(names.join('/'))]),
  ]
  return h('header', [
    h('div.product', [
      h('span', [h('strong', 'entra-mfa-gate'), ' · MFA registration report']),
      index === undefined ? null : h('a', { href: index }, 'All tenants'),
    ]),
    h('h1', userText(name)),
    h('div.about', [...about]),
  ])
}

function standIn(assessment: AssessmentReport): Element | null {
  return isOfStandIn(assessment)
    ? h(
        'p.notice',
        'These numbers are made up: they come from the embedded tenant, a stand-in, and not from Microsoft.',
      )
    : null
}

const parts = {
  next: 'What to do next',
  rules: 'Rules',
  methods: 'Methods',
  exclusions: 'Exclusions',
  waivers: 'Waivers',
  controls: 'Controls',
  provenance: 'Where the numbers come from',
}

function contents(report: AssessmentReport): Element {
  const there = Object.entries(parts).filter(([id]) => id !== 'methods' || segmentsIn(report).length > 0)
  return h('nav.contents', { ariaLabel: 'On this page' }, [
    h(
      'ul',
      there.map(([id, title]) => h('li', h('a', { href: `#${id}` }, title))),
    ),
  ])
}

function rules(findings: readonly Finding[], { report, trend }: TenantPage): Element {
  const cards = ruleCards(findings, 'rule', (finding) => seriesOf(finding, trend, report.judgedAt))
  const none = h(
    'p',
    'There is no history of this tenant yet, so no trend is drawn; it begins with the next assessment that is kept.',
  )
  return section('rules', 'Rules', trend.length === 0 ? none : null, ...cards)
}

function footer({ tool, version }: AssessmentReport): Element {
  return h('footer', [
    h('p', `Written by ${tool.name} ${tool.version} from an assessment of version ${version}.`),
    h('p', 'Counts only: the page names no user of the tenant. It loads nothing and sends nothing.'),
  ])
}
