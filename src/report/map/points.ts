/// <reference lib="dom" />
// What a map of points is made of. Browser-side and free of imports of values: see index.ts.

/** n points in any coordinates; the map fits them into its frame with the same scale on both axes. */
export interface MapPoints {
  readonly x: Float32Array
  readonly y: Float32Array
}

/** How points look. */
export interface MapPaint {
  /** For each point its position in `palette`. */
  readonly codes: ArrayLike<number>
  /** CSS colours `#rrggbb`. */
  readonly palette: readonly string[]
  /** Points with a 1 here are drawn faintly and cannot be hovered. */
  readonly faded?: ArrayLike<number>
  /** Names written on the map, in the points' coordinates, the most important first; those that would overlap are left out. */
  readonly labels: readonly MapLabel[]
  readonly background: string
  readonly ink: string
}

export interface MapLabel {
  readonly text: string
  /** Written instead where the map is narrow. */
  readonly short?: string
  readonly x: number
  readonly y: number
}

/** From the points' coordinates to CSS pixels: `px = x * scale + dx`, `py = dy - y * scale`. */
export interface MapTransform {
  readonly scale: number
  readonly dx: number
  readonly dy: number
}
