// The data that the page's script reads: the view as JSON, its long arrays packed.

import type { PerGroup } from '../../measure/index.ts'
import type { PoolView } from '../view/view.ts'

/** What `readPayload` in the page reads. Packed arrays are base64 of little-endian numbers. */
export interface Payload {
  readonly size: number
  readonly ids: readonly string[]
  readonly texts?: readonly string[]
  readonly map?: {
    /** 0 … 65,535 in Uint16; `aspect` is height over width of what they span. */
    readonly x: string
    readonly y: string
    readonly aspect: number
  }
  readonly clusters?: {
    readonly codes: string
    readonly names: readonly string[]
    readonly sizes: readonly number[]
  }
  readonly group?: {
    readonly column: string
    readonly codes: string
    readonly labels: readonly string[]
  }
  /** Float32, NaN where missing. */
  readonly quality?: string
  readonly duplicates?: PoolView['duplicates']
  readonly typical?: PoolView['typical']
  readonly novel?: PoolView['novel']
  readonly worst?: {
    readonly column: string
    readonly unit: string
    readonly groups: readonly {
      readonly name: string
      readonly size: number
      readonly value: number
      readonly items: readonly number[]
    }[]
  }
}

/** Packs a view. @param unit of the measure by which groups are the worst. */
export function payloadOf(
  view: PoolView,
  groupColumn: string,
  worst: { column: string; unit: string; rows: PerGroup['summary'][number]['worst'] } | undefined,
): Payload {
  const { size, ids, texts, map, clusters, group, quality, duplicates, typical, novel } = view
  return {
    size,
    ids,
    texts,
    map: map && packedMap(map),
    clusters: clusters && {
      codes: packed(Uint16Array.from(clusters.codes)),
      names: clusters.names,
      sizes: clusters.sizes,
    },
    group: group && { column: groupColumn, codes: packed(group.codes), labels: group.labels },
    quality: quality && packed(Float32Array.from(quality)),
    duplicates,
    typical,
    novel,
    worst: worst && {
      column: worst.column,
      unit: worst.unit,
      groups: worst.rows.map(({ group: name, size, value }) => ({
        name,
        size,
        value,
        items: view.worstGroups?.[name] ?? [],
      })),
    },
  }
}

function packedMap({ x, y }: NonNullable<PoolView['map']>): Payload['map'] {
  const [lowX, highX] = extent(x)
  const [lowY, highY] = extent(y)
  const steps = 65535
  const quantised = (values: Float32Array, low: number, high: number) =>
    packed(Uint16Array.from(values, (value) => Math.round(((value - low) / (high - low || 1)) * steps)))
  return {
    x: quantised(x, lowX, highX),
    y: quantised(y, lowY, highY),
    aspect: (highY - lowY) / (highX - lowX || 1) || 1e-3,
  }
}

function extent(values: Float32Array): [number, number] {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (const value of values) {
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  return [low, high]
}

/** Base64 of the bytes. Every machine that Node runs on is little-endian, as is every browser's. */
function packed({ buffer, byteOffset, byteLength }: Uint16Array | Int32Array | Float32Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('base64')
}
