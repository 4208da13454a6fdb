// A file behind a URL that the user gave, fetched once into a temporary file.

import { GamutError, messageOf } from '../core/index.ts'
import type { LocalFile } from './bytes.ts'
import { oneLine } from './file-errors.ts'
import { spool } from './spool.ts'

/** A server that says nothing for this long is taken to be gone. */
const silence = 30_000

/**
 * Fetches a URL.
 * @param patience milliseconds without a byte after which it gives up.
 * @throws GamutError `fetch-failed` with the status, the time-out or what the network said.
 */
export async function fetchFile(url: string, patience = silence): Promise<LocalFile> {
  const name = shownUrl(url)
  const controller = new AbortController()
  let timer = setTimeout(() => controller.abort(), patience)
  const alive = () => {
    clearTimeout(timer)
    timer = setTimeout(() => controller.abort(), patience)
  }
  try {
    const response = await fetch(url, { signal: controller.signal })
    if (!response.ok) {
      await response.body?.cancel()
      throw new GamutError(
        'fetch-failed',
        `${name} answered ${response.status} ${response.statusText}`.trimEnd() +
          `: ${advice(response.status)}.`,
      )
    }
    const type = response.headers.get('content-type')?.split(';')[0].trim().toLowerCase()
    return await spool(watched(response.body ?? [], alive), name, type)
  } catch (error) {
    if (error instanceof GamutError) throw error
    if (controller.signal.aborted) {
      throw new GamutError(
        'fetch-failed',
        `${name} sent nothing for ${patience / 1000} seconds: try again, or download it and give the file.`,
      )
    }
    throw new GamutError(
      'fetch-failed',
      `${name} cannot be fetched (${oneLine(reasonOf(error))}): check the address and the connection, or download it and give the file.`,
      { cause: error },
    )
  } finally {
    clearTimeout(timer)
  }
}

async function* watched(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  alive: () => void,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    alive()
    yield chunk
  }
}

/** The URL without what may be secret in it: user, password, and the query, which may be signed. */
export function shownUrl(url: string): string {
  const parsed = URL.parse(url)
  if (parsed === null) return url
  return `${parsed.origin}${parsed.pathname}`
}

function advice(status: number): string {
  if (status === 401 || status === 403) return 'it needs a permission; download it and give the file'
  if (status === 404 || status === 410) return 'check the address'
  if (status === 429 || status >= 500) return 'try again later, or download it and give the file'
  return 'check the address, or download it and give the file'
}

/** `fetch` says only that it failed; why is in the cause. */
function reasonOf(error: unknown): string {
  return error instanceof Error && error.cause !== undefined ? messageOf(error.cause) : messageOf(error)
}
