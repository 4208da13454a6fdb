import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addToSketch, emptySketch, mergeSketches, sketchQuantiles } from './quantile-sketch.ts'

const ps = [0, 0.05, 0.5, 0.95, 1]

function sketchOf(values: readonly number[]) {
  const sketch = emptySketch()
  addToSketch(sketch, Float64Array.from(values))
  return sketch
}

test('quantiles are the numbers of that rank, to 1/4096 of their size', () => {
  const numbers = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1 })
  fc.assert(
    fc.property(numbers, (values) => {
      const sorted = values.toSorted((a, b) => a - b)
      const found = sketchQuantiles(sketchOf(values), ps)
      ps.forEach((p, i) => {
        const exact = sorted[Math.max(1, Math.ceil(p * values.length)) - 1]
        assert.ok(Math.abs(found[i] - exact) <= Math.abs(exact) / 4096 + Number.MIN_VALUE * 2 ** 40)
      })
    }),
  )
})

test('whole numbers are exact', () => {
  const values = [1, 2, 2, 3, 5, -4, 4096, 8191]
  assert.deepEqual(sketchQuantiles(sketchOf(values), [0, 0.5, 1]), [-4, 2, 8191])
})

test('merged sketches are the sketch of everything', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ noNaN: true })), fc.array(fc.double({ noNaN: true })), (a, b) => {
      const merged = mergeSketches(sketchOf(a), sketchOf(b))
      assert.deepEqual(sketchQuantiles(merged, ps), sketchQuantiles(sketchOf([...b, ...a]), ps))
    }),
  )
})
