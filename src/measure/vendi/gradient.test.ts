import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { randomStream } from '../../core/index.ts'
import { matrix } from '../../numeric/index.ts'
import {
  type DifferentiableKernel,
  differentiableCosine,
  differentiableRbf,
  ratioKernel,
} from './differentiable-kernel.ts'
import { logVendiGradient } from './gradient.ts'

const points = [0.1, 0.3, 0.35, 0.9, -0.2, 0.77]
const orders = [0.5, 1, 2, 'inf'] as const

async function assertGradient(
  X: Float64Array,
  cols: number,
  kernel: DifferentiableKernel,
  q: number | 'inf',
): Promise<void> {
  const { gradient } = await logVendiGradient(matrix(X, undefined, cols), kernel, q)
  const h = 1e-6
  for (let at = 0; at < X.length; at++) {
    const moved = async (step: number): Promise<number> => {
      const Y = X.slice()
      Y[at] += step
      return (await logVendiGradient(matrix(Y, undefined, cols), kernel, q)).value
    }
    const difference = ((await moved(h)) - (await moved(-h))) / (2 * h)
    assert.ok(
      Math.abs(gradient.data[at] - difference) <= 1e-6 * Math.max(1, Math.abs(difference)),
      `order ${q}, coordinate ${at}: ${gradient.data[at]} and ${difference}`,
    )
  }
}

test('the gradient of ln VS under the ratio kernel equals central differences at every order', async () => {
  for (const q of orders) await assertGradient(Float64Array.from(points), 1, ratioKernel, q)
})

test('the scores at those points are the published ones', async () => {
  const expected = [4.351757, 3.529216, 2.764347, 1.841456]
  for (const [i, q] of orders.entries()) {
    const { value } = await logVendiGradient(matrix(points, undefined, 1), ratioKernel, q)
    assert.ok(Math.abs(Math.exp(value) - expected[i]) < 5e-7, `order ${q}: ${Math.exp(value)}`)
  }
})

test('the gradient equals central differences for RBF and cosine in several dimensions', async () => {
  const random = randomStream(3, 'points')
  for (const kernel of [differentiableRbf(0.9), differentiableCosine]) {
    for (const q of [0.5, 0.9, 1, 1.5, 2, 'inf'] as const) {
      await assertGradient(
        Float64Array.from({ length: 15 }, () => random.normal()),
        5,
        kernel,
        q,
      )
    }
  }
})

test('at order 1 and just beside it the gradient is the same', async () => {
  const X = matrix(points, undefined, 1)
  const at = await logVendiGradient(X, ratioKernel, 1)
  const beside = await logVendiGradient(X, ratioKernel, 1 + 1e-5)
  for (let i = 0; i < points.length; i++) {
    assert.ok(Math.abs(at.gradient.data[i] - beside.gradient.data[i]) < 1e-3)
  }
})

test('a tie at the top is averaged: symmetric points get symmetric forces at order infinity', async () => {
  // Two equal far pairs: the largest eigenvalue is double, and swapping the pairs must not change the forces.
  const { gradient } = await logVendiGradient(
    matrix([0, 1, 100, 101], undefined, 1),
    differentiableRbf(1),
    'inf',
  )
  const [a, b, c, d] = gradient.data
  assert.ok(a < 0 && Math.abs(a + b) < 1e-9)
  assert.ok(Math.abs(a - c) < 1e-9 && Math.abs(b - d) < 1e-9)
})

test('order 2 without a spectrum equals its neighbour computed from one', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 2, maxLength: 8 }),
      async (x) => {
        const X = matrix(x, undefined, 1)
        const exact = await logVendiGradient(X, differentiableRbf(1), 2)
        const beside = await logVendiGradient(X, differentiableRbf(1), 2 + 1e-9)
        assert.ok(Math.abs(exact.value - beside.value) < 1e-6)
        exact.gradient.data.forEach((value, i) => {
          assert.ok(Math.abs(value - beside.gradient.data[i]) < 1e-6)
        })
      },
    ),
    { numRuns: 50 },
  )
})

test('one point feels no force', async () => {
  const { value, gradient } = await logVendiGradient(matrix([0.4], undefined, 1), ratioKernel, 1)
  assert.equal(value, 0)
  assert.deepEqual([...gradient.data], [0])
})

test('no points, and a kernel that is not 1 on the diagonal, are refused', async () => {
  await assert.rejects(logVendiGradient(matrix([], 0, 2), ratioKernel, 1), { code: 'no-items' })
  const linear: DifferentiableKernel = { value: (a, b) => a[0] * b[0], addGradient: () => {} }
  await assert.rejects(logVendiGradient(matrix([2, 3], undefined, 1), linear, 1), { code: 'bad-kernel' })
})
