import assert from 'node:assert/strict'
import { userCacheFolder } from '../../src/places/user-cache.ts'

const rows: readonly [
  platform: NodeJS.Platform,
  environment: NodeJS.ProcessEnv,
  folder: string | undefined,
][] = [
  ['linux', { HOME: '/home/u' }, '/home/u/.cache/entra-mfa-gate'],
  ['linux', { HOME: '/home/u', XDG_CACHE_HOME: '/x' }, '/x/entra-mfa-gate'],
  ['linux', { HOME: '/home/u', XDG_CACHE_HOME: 'relative' }, '/home/u/.cache/entra-mfa-gate'],
  ['linux', { HOME: '/home/u', XDG_CACHE_HOME: '' }, '/home/u/.cache/entra-mfa-gate'],
  ['linux', { HOME: 'relative' }, undefined],
  ['linux', { HOME: '' }, undefined],
  ['linux', {}, undefined],
  ['darwin', { HOME: '/Users/u' }, '/Users/u/Library/Caches/entra-mfa-gate'],
  ['darwin', { HOME: '/Users/u', XDG_CACHE_HOME: '/x' }, '/x/entra-mfa-gate'],
  ['win32', { HOME: '/home/u', XDG_CACHE_HOME: '/x' }, undefined],
  ['win32', { LOCALAPPDATA: '/l' }, '/l/entra-mfa-gate/Cache'],
]

describe("the folder of the user's cache", () => {
  for (const [platform, environment, folder] of rows) {
    it(`is ${String(folder)} on ${platform} with ${JSON.stringify(environment)}`, () => {
      assert.equal(userCacheFolder(environment, platform), folder)
    })
  }
})
