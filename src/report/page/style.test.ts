import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pageStyle } from './style.ts'

const [light, dark] = [...pageStyle.matchAll(/:root \{([^}]*)\}/g)].map(
  ([, body]) =>
    new Map([...body.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name, colour]) => [name, colour])),
)

/** WCAG 2.2 contrast ratio. */
function contrast(a: string, b: string): number {
  const luminance = (colour: string) => {
    const [red, green, blue] = [1, 3, 5].map((at) => {
      const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (high + 0.05) / (low + 0.05)
}

for (const [name, scheme] of [
  ['light', light],
  ['dark', dark],
] as const) {
  const colour = (variable: string) => scheme.get(variable)!

  test(`text has a contrast of at least 4.5 in ${name} colours`, () => {
    const pairs = [
      ...['ink', 'muted', 'accent-ink'].flatMap((text) =>
        ['bg', 'surface', 'faint'].map((under) => [text, under]),
      ),
      ['warn', 'warn-bg'],
      ['warn', 'bg'],
      ['ink', 'add'],
      ['ink', 'remove'],
    ]
    for (const [text, under] of pairs) {
      const ratio = contrast(colour(text), colour(under))
      assert.ok(ratio >= 4.5, `${text} on ${under}: ${ratio.toFixed(2)}`)
    }
  })

  test(`points and marks have a contrast of at least 3 in ${name} colours`, () => {
    const marks = [
      ...Array.from({ length: 10 }, (_, i) => `c${i}`),
      'other',
      'q0',
      'q1',
      'q2',
      'q3',
      'q4',
      'accent',
    ]
    for (const mark of marks) {
      const ratio = contrast(colour(mark), colour('surface'))
      assert.ok(ratio >= 3, `${mark}: ${ratio.toFixed(2)}`)
    }
  })
}
