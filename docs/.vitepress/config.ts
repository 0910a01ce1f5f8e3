import { join } from 'node:path'
import { slug } from 'github-slugger'
import { defineConfig } from 'vitepress'
import { repository } from '../../src/schemas/published-id.ts'
import { linksOfTheSite } from './links.ts'
import { navigation, sidebar } from './navigation.ts'
import { pageOfTheSite } from './pages.ts'

const root = join(import.meta.dirname, '../..')
const [owner, name] = repository.split('/')

/**
 * The site shows the pages as they lie in the repository, where GitHub and the package show them too: the README is the
 * first one, `docs` comes beside it.
 */
export default defineConfig({
  title: 'entra-mfa-gate',
  description: 'Are enough users of our Microsoft Entra tenant registered for MFA to deploy?',
  lang: 'en',
  base: `/${name}/`,
  srcDir: '..',
  cacheDir: '../node_modules/.cache/vitepress',
  srcExclude: ['{policy-pack,examples,src,test}/**', 'CHANGELOG.md'],
  rewrites: pageOfTheSite,
  sitemap: { hostname: `https://${owner}.github.io/${name}/` },
  markdown: {
    // The anchors that GitHub makes of headings, so that one link serves both.
    anchor: { slugify: (heading) => slug(heading) },
    config: (markdown) => markdown.use(linksOfTheSite, root),
  },
  themeConfig: {
    nav: navigation,
    sidebar: sidebar(root),
    outline: [2, 3],
    search: { provider: 'local' },
    socialLinks: [{ icon: 'github', link: `https://github.com/${repository}` }],
    editLink: { pattern: `https://github.com/${repository}/edit/main/:path`, text: 'Change this page' },
  },
  // Schemas and the example report, which `files-beside.ts` puts there.
  vite: { publicDir: join(import.meta.dirname, 'public'), build: { target: 'es2022' } },
})
