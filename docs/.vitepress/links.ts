import { existsSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import type { MarkdownRenderer } from 'vitepress'
import { repository } from '../../src/schemas/published-id.ts'
import { isShown, pageOfTheSite } from './pages.ts'

/**
 * Has links lead where the site has what they name: to its pages, to the schemas beside them, and to GitHub for all else of
 * the repository. A link to nothing fails the build.
 */
export function linksOfTheSite(markdown: MarkdownRenderer, root: string): void {
  markdown.core.ruler.push('links-of-the-site', ({ tokens, env }) => {
    // The index for searching is made of pages that have no other name than their own.
    const { path, realPath = path } = env as { readonly path: string; readonly realPath?: string }
    for (const token of tokens.flatMap(({ children }) => children ?? [])) {
      const href = token.type === 'link_open' ? token.attrGet('href') : null
      if (href !== null && !/^([a-z]+:|#)/.test(href))
        token.attrSet('href', linkOnTheSite(href, realPath, root))
    }
  })
}

/** Where a link of a page leads on the site. */
export function linkOnTheSite(href: string, page: string, root: string): string {
  const [path = '', anchor] = href.split('#')
  const file = relative(root, join(dirname(page), path))
  if (file.startsWith('..') || !existsSync(join(root, file)))
    throw new Error(`${relative(root, page)} links to ${href}, which is not there`)
  const hash = anchor === undefined ? '' : `#${anchor}`
  if (isShown(file)) return `/${pageOfTheSite(file)}${hash}`
  if (file.startsWith('docs/schemas/')) return `/${file.slice('docs/'.length)}`
  const kind = statSync(join(root, file)).isDirectory() ? 'tree' : 'blob'
  return `https://github.com/${repository}/${kind}/main/${file}${hash}`
}
