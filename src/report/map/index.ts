/// <reference lib="dom" />
// The map of points, a plain browser-side module shared by the report and the Studio. The report's page has no imports: it
// holds the source of these functions, so each may use only the others named here, the browser, and its own variables.

import { createPointGrid, pointInDirection } from './grid.ts'
import { drawLabels, drawRing } from './overlay.ts'
import { createPointMap } from './point-map.ts'
import { blendPoint, discMasks, discStyle, drawPoints, pixelOf } from './raster.ts'
import { fitTransform, zoomedAt } from './view.ts'

export { createPointMap, type PointMap, type PointMapEvents } from './point-map.ts'
export type { MapLabel, MapPaint, MapPoints, MapTransform } from './points.ts'

/** Every function that a page with a map needs. */
export const mapFunctions = [
  createPointGrid,
  pointInDirection,
  discMasks,
  pixelOf,
  discStyle,
  blendPoint,
  drawPoints,
  drawLabels,
  drawRing,
  fitTransform,
  zoomedAt,
  createPointMap,
] as const
