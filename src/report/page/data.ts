/// <reference lib="dom" />
// The page's script: the embedded data, unpacked.

import type { Payload } from './payload.ts'

export interface ReportData {
  readonly payload: Payload
  readonly x?: Float32Array
  readonly y?: Float32Array
  readonly clusters?: Uint16Array
  /** -1 where an item has no group. */
  readonly group?: Int32Array
  readonly quality?: Float32Array
}

/** Reads and unpacks the data of the page. */
export function readData(): ReportData {
  const payload: Payload = JSON.parse(document.getElementById('data')?.textContent ?? '')
  const { map, clusters, group, quality } = payload
  return {
    payload,
    x: map && Float32Array.from(new Uint16Array(unpacked(map.x)), (value) => value / 65535),
    y: map && Float32Array.from(new Uint16Array(unpacked(map.y)), (value) => (value / 65535) * map.aspect),
    clusters: clusters && new Uint16Array(unpacked(clusters.codes)),
    group: group && new Int32Array(unpacked(group.codes)),
    quality: quality === undefined ? undefined : new Float32Array(unpacked(quality)),
  }
}

export function unpacked(base64: string): ArrayBuffer {
  const binary = atob(base64)
  const bytes = new Uint8Array(binary.length)
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i)
  return bytes.buffer
}
