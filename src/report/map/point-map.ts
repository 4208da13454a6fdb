/// <reference lib="dom" />
// The map itself: two canvases (points below; names and rings above) with hovering, choosing, panning and zooming by
// mouse, touch and keyboard.

import { createPointGrid, type PointGrid, pointInDirection } from './grid.ts'
import { drawLabels, drawRing } from './overlay.ts'
import type { MapPaint, MapPoints, MapTransform } from './points.ts'
import { discStyle, drawPoints } from './raster.ts'
import { fitTransform, zoomedAt } from './view.ts'

export interface PointMapEvents {
  /** The pointer is on point `i`, drawn at (px, py) in CSS pixels of the frame; `undefined` when it left all points. */
  onHover(hover: { i: number; px: number; py: number } | undefined): void
  /** A point was chosen by click, tap or keyboard; `undefined` when the choice was cleared. */
  onSelect(i: number | undefined): void
}

export interface PointMap {
  /** Shows these points, all of them in the frame. */
  setPoints(points: MapPoints): void
  setPaint(paint: MapPaint): void
  /** Chooses a point without calling `onSelect`, and brings it into the frame. */
  select(i: number | undefined): void
  zoomBy(factor: number): void
  /** Shows all points again. */
  reset(): void
  destroy(): void
}

/**
 * A map inside `frame`, an element with a size of its own; it follows that size and the screen's pixel density.
 * Keys, while the frame has the focus: arrows go to the next point in that direction, + and - zoom, 0 shows everything,
 * Escape clears the choice. The wheel zooms while the frame has the focus or Ctrl or ⌘ is held, and scrolls the page otherwise.
 */
export function createPointMap(frame: HTMLElement, events: PointMapEvents): PointMap {
  const margin = 28
  /** For controls that lie on the lower edge of the frame. */
  const roomBelow = 24
  const hoverRadius = 14
  const closest = 400
  const farthest = 0.8
  const below = document.createElement('canvas')
  const above = document.createElement('canvas')
  for (const canvas of [below, above]) {
    canvas.style.cssText = 'position:absolute;inset:0;width:100%;height:100%;display:block'
    canvas.setAttribute('aria-hidden', 'true')
    frame.append(canvas)
  }
  const pointsContext = below.getContext('2d', { alpha: false })
  const overlayContext = above.getContext('2d')
  if (!pointsContext || !overlayContext) throw new Error('this browser has no 2-D canvas')

  let points: MapPoints = { x: new Float32Array(0), y: new Float32Array(0) }
  let grid: PointGrid = createPointGrid(points)
  let paint: MapPaint | undefined
  let width = 0
  let height = 0
  let density = 1
  let image: ImageData | undefined
  let home: MapTransform = { scale: 1, dx: 0, dy: 0 }
  let view = home
  let hovered = -1
  let selected = -1
  let pointsStale = false
  let frameRequest = 0
  const pointers = new Map<number, { x: number; y: number }>()
  let travelled = 0

  const zoom = () => view.scale / home.scale
  const pixelX = (i: number) => points.x[i] * view.scale + view.dx
  const pixelY = (i: number) => view.dy - points.y[i] * view.scale

  function requestDraw(stale: boolean): void {
    pointsStale ||= stale
    if (frameRequest === 0) frameRequest = requestAnimationFrame(draw)
  }

  function draw(): void {
    frameRequest = 0
    if (!paint || !pointsContext || !overlayContext || width === 0 || height === 0) return
    if (pointsStale) {
      if (!image || image.width !== below.width || image.height !== below.height) {
        image = pointsContext.createImageData(below.width, below.height)
      }
      drawPoints(image, points, paint, view, density, zoom())
      pointsContext.putImageData(image, 0, 0)
      pointsStale = false
    }
    overlayContext.setTransform(density, 0, 0, density, 0, 0)
    overlayContext.clearRect(0, 0, width, height)
    drawLabels(overlayContext, paint, view, width, height, getComputedStyle(frame).fontFamily)
    const { radius } = discStyle(points.x.length, zoom())
    for (const i of [selected, hovered]) {
      if (i < 0) continue
      const fill = paint.palette[paint.codes[i]]
      drawRing(overlayContext, pixelX(i), pixelY(i), radius, {
        fill,
        ink: paint.ink,
        background: paint.background,
      })
    }
  }

  function resize(): void {
    const box = frame.getBoundingClientRect()
    const moved = view.scale !== home.scale || view.dx !== home.dx || view.dy !== home.dy
    const before = { scale: home.scale, width, height }
    width = Math.round(box.width)
    height = Math.round(box.height)
    density = Math.min(2, Math.max(1, window.devicePixelRatio || 1))
    for (const canvas of [below, above]) {
      canvas.width = Math.max(1, Math.round(width * density))
      canvas.height = Math.max(1, Math.round(height * density))
    }
    home = fitTransform(points, width, height - roomBelow, margin)
    if (moved && before.width > 0) {
      const factor = home.scale / before.scale
      view = zoomedAt(view, factor, before.width / 2, before.height / 2)
      view = { ...view, dx: view.dx + (width - before.width) / 2, dy: view.dy + (height - before.height) / 2 }
    } else view = home
    requestDraw(true)
  }

  function setView(next: MapTransform): void {
    view = next
    // A map that shows everything leaves one-finger scrolling to the page.
    frame.style.touchAction = zoom() > 1.01 ? 'none' : 'pan-y'
    setHovered(-1)
    requestDraw(true)
  }

  function zoomTo(factor: number, px: number, py: number): void {
    const limited = Math.min(closest, Math.max(farthest, zoom() * factor)) / zoom()
    setView(zoomedAt(view, limited, px, py))
  }

  function setHovered(i: number): void {
    if (i === hovered) return
    hovered = i
    frame.style.cursor = i >= 0 ? 'pointer' : 'grab'
    events.onHover(i < 0 ? undefined : { i, px: pixelX(i), py: pixelY(i) })
    requestDraw(false)
  }

  function pointAt(px: number, py: number, reach: number): number {
    const x = (px - view.dx) / view.scale
    const y = (view.dy - py) / view.scale
    return grid.nearest(x, y, reach / view.scale, paint?.faded)
  }

  function choose(i: number): void {
    selected = i
    events.onSelect(i < 0 ? undefined : i)
    requestDraw(false)
  }

  /** Moves the view just far enough that the point is inside the frame. */
  function reveal(i: number): void {
    const edge = margin + 12
    const shiftX = Math.max(0, edge - pixelX(i)) - Math.max(0, pixelX(i) - (width - edge))
    const shiftY = Math.max(0, edge - pixelY(i)) - Math.max(0, pixelY(i) - (height - edge))
    if (shiftX !== 0 || shiftY !== 0) setView({ ...view, dx: view.dx + shiftX, dy: view.dy + shiftY })
  }

  function positionOf(event: PointerEvent | WheelEvent): { x: number; y: number } {
    const box = frame.getBoundingClientRect()
    return { x: event.clientX - box.left, y: event.clientY - box.top }
  }

  function onPointerDown(event: PointerEvent): void {
    if (event.button !== 0) return
    pointers.set(event.pointerId, positionOf(event))
    if (pointers.size === 1) travelled = 0
    frame.setPointerCapture(event.pointerId)
  }

  function onPointerMove(event: PointerEvent): void {
    const now = positionOf(event)
    const before = pointers.get(event.pointerId)
    if (!before) {
      if (event.pointerType !== 'touch') setHovered(pointAt(now.x, now.y, hoverRadius))
      return
    }
    const others = [...pointers].filter(([id]) => id !== event.pointerId)
    pointers.set(event.pointerId, now)
    travelled += Math.hypot(now.x - before.x, now.y - before.y)
    if (others.length > 0) {
      const [, other] = others[0]
      const spread = Math.max(1, Math.hypot(before.x - other.x, before.y - other.y))
      const factor = Math.hypot(now.x - other.x, now.y - other.y) / spread
      zoomTo(factor, (now.x + other.x) / 2, (now.y + other.y) / 2)
    } else if (travelled > 4) {
      frame.style.cursor = 'grabbing'
      setView({ ...view, dx: view.dx + now.x - before.x, dy: view.dy + now.y - before.y })
    }
  }

  function onPointerUp(event: PointerEvent): void {
    const at = pointers.get(event.pointerId)
    pointers.delete(event.pointerId)
    if (!at || pointers.size > 0) return
    frame.style.cursor = 'grab'
    const reach = event.pointerType === 'touch' ? 24 : hoverRadius
    if (travelled <= 4) choose(pointAt(at.x, at.y, reach))
  }

  function onPointerCancel(event: PointerEvent): void {
    pointers.delete(event.pointerId)
  }

  function onPointerLeave(): void {
    setHovered(-1)
  }

  function onWheel(event: WheelEvent): void {
    if (!event.ctrlKey && !event.metaKey && document.activeElement !== frame) return
    event.preventDefault()
    const { x, y } = positionOf(event)
    const pixels = event.deltaMode === 0 ? event.deltaY : event.deltaY * 30
    zoomTo(Math.exp(-Math.max(-150, Math.min(150, pixels)) * (event.ctrlKey ? 0.008 : 0.003)), x, y)
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const directions: Record<string, [number, number]> = {
      ArrowLeft: [-1, 0],
      ArrowRight: [1, 0],
      ArrowUp: [0, 1],
      ArrowDown: [0, -1],
    }
    const direction = directions[event.key]
    if (direction) {
      const start = selected >= 0 ? selected : pointAt(width / 2, height / 2, width)
      const target =
        selected >= 0 ? pointInDirection(points, start, direction[0], direction[1], paint?.faded) : start
      if (target >= 0) {
        choose(target)
        reveal(target)
      }
    } else if (event.key === '+' || event.key === '=') zoomTo(1.5, width / 2, height / 2)
    else if (event.key === '-' || event.key === '_') zoomTo(1 / 1.5, width / 2, height / 2)
    else if (event.key === '0') setView(home)
    else if (event.key === 'Escape') choose(-1)
    else return
    event.preventDefault()
  }

  frame.style.cursor = 'grab'
  frame.style.touchAction = 'pan-y'
  frame.addEventListener('pointerdown', onPointerDown)
  frame.addEventListener('pointermove', onPointerMove)
  frame.addEventListener('pointerup', onPointerUp)
  frame.addEventListener('pointercancel', onPointerCancel)
  frame.addEventListener('pointerleave', onPointerLeave)
  frame.addEventListener('wheel', onWheel, { passive: false })
  frame.addEventListener('keydown', onKeyDown)
  const observer = new ResizeObserver(resize)
  observer.observe(frame)

  return {
    setPoints(next) {
      points = next
      grid = createPointGrid(points)
      hovered = -1
      selected = -1
      view = home
      resize()
    },
    setPaint(next) {
      paint = next
      requestDraw(true)
    },
    select(i) {
      selected = i ?? -1
      if (selected >= 0) reveal(selected)
      requestDraw(false)
    },
    zoomBy: (factor) => zoomTo(factor, width / 2, height / 2),
    reset: () => setView(home),
    destroy() {
      cancelAnimationFrame(frameRequest)
      observer.disconnect()
      frame.removeEventListener('pointerdown', onPointerDown)
      frame.removeEventListener('pointermove', onPointerMove)
      frame.removeEventListener('pointerup', onPointerUp)
      frame.removeEventListener('pointercancel', onPointerCancel)
      frame.removeEventListener('pointerleave', onPointerLeave)
      frame.removeEventListener('wheel', onWheel)
      frame.removeEventListener('keydown', onKeyDown)
      below.remove()
      above.remove()
    },
  }
}
