/// <reference lib="dom" />
// Draws points straight into the pixels of a canvas: discs are blended from small masks, which keeps a hundred thousand of
// them smooth where path drawing and software WebGL do not.

import type { MapPaint, MapPoints, MapTransform } from './points.ts'

export interface DiscMasks {
  /** Side of a mask in pixels. */
  readonly side: number
  /** Sixteen masks for quarter-pixel shifts: `masks[4 * shiftY + shiftX]`, opacity 0 … 256. */
  readonly masks: readonly Uint16Array[]
}

/** Antialiased discs of this radius in pixels. */
export function discMasks(radius: number, opacity: number): DiscMasks {
  const reach = Math.ceil(radius + 1)
  const side = 2 * reach + 1
  const masks: Uint16Array[] = []
  for (let shift = 0; shift < 16; shift++) {
    const centreX = reach + (shift % 4) / 4
    const centreY = reach + Math.floor(shift / 4) / 4
    const mask = new Uint16Array(side * side)
    for (let py = 0; py < side; py++) {
      for (let px = 0; px < side; px++) {
        const inside = radius + 0.5 - Math.hypot(px - centreX, py - centreY)
        mask[py * side + px] = Math.round(256 * opacity * Math.min(1, Math.max(0, inside)))
      }
    }
    masks.push(mask)
  }
  return { side, masks }
}

/** `#rrggbb` as the 32-bit number of an opaque pixel (little-endian RGBA). */
export function pixelOf(colour: string): number {
  const value = Number.parseInt(colour.slice(1), 16)
  const red = (value >> 16) & 255
  const green = (value >> 8) & 255
  const blue = value & 255
  return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0
}

/** Radius in CSS pixels and opacity of a disc: smaller and more transparent the more points there are, larger when zoomed in. */
export function discStyle(n: number, zoom: number): { radius: number; opacity: number } {
  const crowd = Math.log10(Math.max(100, n))
  const base = Math.max(1.1, 6.4 - 1.12 * crowd)
  const radius = Math.min(6.5, base * Math.max(1, zoom) ** 0.35)
  return { radius, opacity: Math.max(0.38, Math.min(0.92, 1.36 - 0.195 * crowd)) }
}

/** Fills the image with the background and blends every point into it. */
export function drawPoints(
  image: ImageData,
  points: MapPoints,
  paint: MapPaint,
  transform: MapTransform,
  density: number,
  zoom: number,
): void {
  const pixels = new Uint32Array(image.data.buffer)
  pixels.fill(pixelOf(paint.background))
  const n = points.x.length
  const { radius, opacity } = discStyle(n, zoom)
  const colours = Uint32Array.from(paint.palette, (colour) => pixelOf(colour))
  const discs = discMasks(radius * density, opacity)
  const rims = radius >= 2.6 ? discMasks((radius + 0.9) * density, 0.85) : undefined
  const rimColour = pixelOf(paint.background)
  if (paint.faded) {
    const faint = discMasks(radius * density, 0.13)
    for (let i = 0; i < n; i++) {
      if (paint.faded[i])
        blendPoint(pixels, image, points, i, transform, density, faint, colours[paint.codes[i]])
    }
  }
  for (let i = 0; i < n; i++) {
    if (paint.faded?.[i]) continue
    if (rims) blendPoint(pixels, image, points, i, transform, density, rims, rimColour)
    blendPoint(pixels, image, points, i, transform, density, discs, colours[paint.codes[i]])
  }
}

export function blendPoint(
  pixels: Uint32Array,
  { width, height }: ImageData,
  { x, y }: MapPoints,
  i: number,
  { scale, dx, dy }: MapTransform,
  density: number,
  { side, masks }: DiscMasks,
  colour: number,
): void {
  const reach = (side - 1) / 2
  const quarterX = Math.round((x[i] * scale + dx) * density * 4)
  const quarterY = Math.round((dy - y[i] * scale) * density * 4)
  const left = (quarterX >> 2) - reach
  const top = (quarterY >> 2) - reach
  if (left + side <= 0 || top + side <= 0 || left >= width || top >= height) return
  const mask = masks[4 * (quarterY & 3) + (quarterX & 3)]
  const firstColumn = Math.max(0, -left)
  const endColumn = Math.min(side, width - left)
  const endRow = Math.min(side, height - top)
  const redBlue = colour & 0xff00ff
  const green = colour & 0x00ff00
  for (let row = Math.max(0, -top); row < endRow; row++) {
    let at = (top + row) * width + left + firstColumn
    for (let k = row * side + firstColumn; k < row * side + endColumn; k++, at++) {
      const alpha = mask[k]
      if (alpha === 0) continue
      const below = pixels[at]
      // Red and blue are blended in one multiplication, green in another; 256 keeps the division a shift.
      const mixedRedBlue = (redBlue * alpha + (below & 0xff00ff) * (256 - alpha)) >>> 8
      const mixedGreen = (green * alpha + (below & 0x00ff00) * (256 - alpha)) >>> 8
      pixels[at] = (0xff000000 | (mixedRedBlue & 0xff00ff) | (mixedGreen & 0x00ff00)) >>> 0
    }
  }
}
