/** Put in by the bundler: an executable pack has no package.json beside it. */
declare const PACK_VERSION: string | undefined

export const packVersion = typeof PACK_VERSION === 'string' ? PACK_VERSION : 'not built'
