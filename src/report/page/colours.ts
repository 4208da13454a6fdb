/// <reference lib="dom" />
// The page's script: which colour each point has, and what the colours mean.

import type { MapLabel } from '../map/index.ts'
import type { ReportData } from './data.ts'
import { cssColour } from './dom.ts'

export type ColourMode = 'cluster' | 'group' | 'quality'

export interface Colouring {
  readonly mode: ColourMode
  readonly codes: Uint16Array
  readonly palette: readonly string[]
  /** What each colour means, for categories. */
  readonly entries?: readonly { readonly name: string; readonly count: number; readonly code: number }[]
  /** What the ends of the ramp mean, for numbers. */
  readonly ramp?: { readonly low: number; readonly high: number; readonly missing: number }
  readonly labels: readonly MapLabel[]
}

/** The ten colours of categories, then the one for all others. */
export function categoryPalette(): string[] {
  const colours = Array.from({ length: 10 }, (_, i) => cssColour(`--c${i}`))
  return [...colours, cssColour('--other')]
}

/** `steps` colours from low to high between the stops of the page's ramp, mixed in sRGB. */
export function rampPalette(steps: number): string[] {
  const stops = Array.from({ length: 5 }, (_, i) => Number.parseInt(cssColour(`--q${i}`).slice(1), 16))
  return Array.from({ length: steps }, (_, step) => {
    const at = (step / (steps - 1)) * (stops.length - 1)
    const i = Math.min(stops.length - 2, Math.floor(at))
    let mixed = 0
    for (const shift of [16, 8, 0]) {
      const a = (stops[i] >> shift) & 255
      const b = (stops[i + 1] >> shift) & 255
      mixed |= Math.round(a + (b - a) * (at - i)) << shift
    }
    return `#${mixed.toString(16).padStart(6, '0')}`
  })
}

/** Colours by cluster or by group: the ten largest have their own colour, the others share one. */
export function categoryColouring(
  data: ReportData,
  mode: 'cluster' | 'group',
  of: ArrayLike<number>,
  names: readonly string[],
): Colouring {
  const counts = new Array<number>(names.length).fill(0)
  let without = 0
  for (let i = 0; i < of.length; i++) {
    if (of[i] < 0) without++
    else counts[of[i]]++
  }
  const largest = names
    .map((name, code) => ({ name, code, count: counts[code] }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
  const own = largest.length > 10 ? largest.slice(0, 9) : largest
  const other = 10
  const colourOf = new Uint16Array(names.length).fill(other)
  own.forEach(({ code }, i) => {
    colourOf[code] = i
  })
  const codes = Uint16Array.from(of, (code) => (code < 0 ? other : colourOf[code]))
  const rest = largest.slice(own.length)
  const restCount = rest.reduce((sum, { count }) => sum + count, 0)
  const entries = own.map(({ name, count }, code) => ({ name, count, code }))
  if (rest.length > 0) entries.push({ name: `${rest.length} others`, count: restCount, code: other })
  if (without > 0 && rest.length === 0) entries.push({ name: 'none', count: without, code: other })
  const labels = entries
    .filter(({ code }) => code < other)
    .map(({ name, code }) => centreOf(data, codes, code, mode === 'cluster' ? name.split(' · ') : [name]))
  return { mode, codes, palette: categoryPalette(), entries, labels }
}

/** Where to write a category's name: in the densest part of its points, so that it stands among points that bear it. */
export function centreOf(
  { x, y }: ReportData,
  codes: Uint16Array,
  code: number,
  words: readonly string[],
): MapLabel {
  const text = words.slice(0, 2).join(' · ')
  const short = words[0]
  if (!x || !y) return { text, short, x: 0, y: 0 }
  const members: number[] = []
  codes.forEach((other, i) => {
    if (other === code) members.push(i)
  })
  // A few hundred points show where they are dense as well as all do.
  const looked = 400
  const stride = Math.max(1, Math.floor(members.length / looked))
  const some = members.filter((_, at) => at % stride === 0)
  const radius = 0.07
  let densest = { count: 0, x: 0, y: 0 }
  for (const i of some) {
    const near = some.filter((j) => Math.hypot(x[i] - x[j], y[i] - y[j]) < radius)
    if (near.length <= densest.count) continue
    const mean = (values: Float32Array) => near.reduce((sum, j) => sum + values[j], 0) / near.length
    densest = { count: near.length, x: mean(x), y: mean(y) }
  }
  return { text, short, x: densest.x, y: densest.y }
}

/** Colours by quality, from the 2nd to the 98th percentile, so that outliers do not flatten the rest. */
export function qualityColouring(quality: Float32Array): Colouring {
  const steps = 64
  const missingCode = steps
  const known = quality.filter((value) => Number.isFinite(value)).sort()
  const low = known[Math.floor((known.length - 1) * 0.02)] ?? 0
  const high = known[Math.ceil((known.length - 1) * 0.98)] ?? 1
  const codes = Uint16Array.from(quality, (value) => {
    if (!Number.isFinite(value)) return missingCode
    const share = high > low ? (value - low) / (high - low) : 0.5
    return Math.round(Math.min(1, Math.max(0, share)) * (steps - 1))
  })
  const palette = [...rampPalette(steps), cssColour('--other')]
  return {
    mode: 'quality',
    codes,
    palette,
    ramp: { low, high, missing: quality.length - known.length },
    labels: [],
  }
}
