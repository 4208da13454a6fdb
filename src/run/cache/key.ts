// How a cached value is named, and where the cache lies.

import { createHash } from 'node:crypto'
import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'

/**
 * The key of a value made from these parts: SHA-256 in hex over each part's length and bytes (numbers as text, text as
 * UTF-8), so that `('ab', 'c')` and `('a', 'bc')` differ.
 */
export function cacheKey(...parts: readonly (string | number | Uint8Array)[]): string {
  const hash = createHash('sha256')
  for (const part of parts) {
    const bytes = part instanceof Uint8Array ? part : Buffer.from(String(part))
    hash.update(`${bytes.length}:`).update(bytes)
  }
  return hash.digest('hex')
}

/** `$GAMUT_CACHE`, else `$XDG_CACHE_HOME/gamut`, else the platform's place: `~/.cache/gamut` on Linux. */
export function cacheFolder(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  if (env.GAMUT_CACHE) return env.GAMUT_CACHE
  // The XDG specification says that a relative path is to be ignored.
  if (env.XDG_CACHE_HOME && isAbsolute(env.XDG_CACHE_HOME)) return join(env.XDG_CACHE_HOME, 'gamut')
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'gamut')
  if (platform === 'win32' && env.LOCALAPPDATA) return join(env.LOCALAPPDATA, 'gamut', 'Cache')
  return join(homedir(), '.cache', 'gamut')
}
