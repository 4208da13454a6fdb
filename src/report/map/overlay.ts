/// <reference lib="dom" />
// What lies above the points: names of regions, and rings around the hovered and the chosen point.

import type { MapPaint, MapTransform } from './points.ts'

/** Writes the names that fit without overlapping each other, each with a halo so that it reads over points. */
export function drawLabels(
  context: CanvasRenderingContext2D,
  { labels, ink, background }: MapPaint,
  { scale, dx, dy }: MapTransform,
  width: number,
  height: number,
  fontFamily: string,
): void {
  const narrow = width < 480
  const size = narrow ? 11 : 12.5
  const half = size * 0.8
  const taken: { left: number; right: number; y: number }[] = []
  context.font = `600 ${size}px ${fontFamily}`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.lineJoin = 'round'
  for (const { text: full, short, x, y } of labels) {
    const text = narrow ? (short ?? full) : full
    const wide = context.measureText(text).width / 2 + 6
    const px = x * scale + dx
    const py = dy - y * scale
    if (px < 0 || px > width || py < 0 || py > height) continue
    const centreX = Math.min(width - wide, Math.max(wide, px))
    const centreY = Math.min(height - half, Math.max(half, py))
    const overlaps = taken.some(
      (other) =>
        centreX - wide < other.right && centreX + wide > other.left && Math.abs(centreY - other.y) < 2 * half,
    )
    if (overlaps) continue
    taken.push({ left: centreX - wide, right: centreX + wide, y: centreY })
    context.strokeStyle = background
    context.lineWidth = 4
    context.globalAlpha = 0.88
    context.strokeText(text, centreX, centreY)
    context.globalAlpha = 1
    context.fillStyle = ink
    context.fillText(text, centreX, centreY)
  }
}

/** The point again, larger, with a ring around it. */
export function drawRing(
  context: CanvasRenderingContext2D,
  px: number,
  py: number,
  radius: number,
  { fill, ink, background }: { fill: string; ink: string; background: string },
): void {
  const grown = Math.max(4.5, radius + 1)
  const discs: [number, string][] = [
    [grown + 3.5, background],
    [grown + 2, ink],
    [grown, fill],
  ]
  for (const [size, colour] of discs) {
    context.beginPath()
    context.arc(px, py, size, 0, 2 * Math.PI)
    context.fillStyle = colour
    context.fill()
  }
}
