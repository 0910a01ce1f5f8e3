/** Where the site has a page of the repository: what lies in `docs` at the top, the README as the first page. */
export function pageOfTheSite(file: string): string {
  if (file === 'README.md') return 'index.md'
  return file.replace(/^docs\//, '').replace(/(^|\/)README\.md$/, '$1index.md')
}

/** What the site shows of the repository. */
export function isShown(file: string): boolean {
  return /^(README|CONTRIBUTING|SECURITY|docs\/.+)\.md$/.test(file)
}
