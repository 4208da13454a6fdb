// Where the map looks: fitting, zooming, panning.

import type { MapPoints, MapTransform } from './points.ts'

/** The transform that shows all points with a margin around them. */
export function fitTransform(
  { x, y }: MapPoints,
  width: number,
  height: number,
  margin: number,
): MapTransform {
  let minX = Number.POSITIVE_INFINITY
  let minY = Number.POSITIVE_INFINITY
  let maxX = Number.NEGATIVE_INFINITY
  let maxY = Number.NEGATIVE_INFINITY
  for (let i = 0; i < x.length; i++) {
    minX = Math.min(minX, x[i])
    maxX = Math.max(maxX, x[i])
    minY = Math.min(minY, y[i])
    maxY = Math.max(maxY, y[i])
  }
  if (x.length === 0) return { scale: 1, dx: width / 2, dy: height / 2 }
  const spanX = Math.max(maxX - minX, 1e-6)
  const spanY = Math.max(maxY - minY, 1e-6)
  const scale = Math.max(1e-6, Math.min((width - 2 * margin) / spanX, (height - 2 * margin) / spanY))
  return {
    scale,
    dx: width / 2 - ((minX + maxX) / 2) * scale,
    dy: height / 2 + ((minY + maxY) / 2) * scale,
  }
}

/** Zoomed by `factor` so that the pixel (px, py) keeps what it shows. */
export function zoomedAt(view: MapTransform, factor: number, px: number, py: number): MapTransform {
  return {
    scale: view.scale * factor,
    dx: px - (px - view.dx) * factor,
    dy: py - (py - view.dy) * factor,
  }
}
