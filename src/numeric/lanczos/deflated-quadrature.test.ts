import assert from 'node:assert/strict'
import { test } from 'node:test'
import { randomStream } from '../../core/index.ts'
import { deflatedQuadrature, type SpectralFunction } from './deflated-quadrature.ts'
import { gaussRule, radauRule } from './gauss-rule.ts'
import type { SymmetricOperator } from './operator.ts'

/** A diagonal matrix: to random vectors it is as good as any other with the same spectrum. */
function diagonal(spectrum: Float64Array): SymmetricOperator {
  const total = (f: SpectralFunction) => spectrum.reduce((sum, lambda) => sum + f(lambda), 0)
  return {
    size: spectrum.length,
    trace: total((x) => x),
    squaredTrace: total((x) => x * x),
    noise: 1e-16,
    apply: async ({ data, rows, cols }) => ({
      data: Float64Array.from(data, (value, at) => value * spectrum[Math.floor(at / cols)]),
      rows,
      cols,
    }),
  }
}

function normalised(n: number, density: (i: number) => number): Float64Array {
  const raw = Float64Array.from({ length: n }, (_, i) => density(i))
  const sum = raw.reduce((total, value) => total + value, 0)
  return raw.map((value) => value / sum)
}

const entropy: SpectralFunction = (x) => (x > 0 ? -x * Math.log(x) : 0)
const power =
  (q: number): SpectralFunction =>
  (x) =>
    x > 0 ? x ** q : 0

const n = 500
const spectra: Record<string, Float64Array> = {
  'falling slowly': normalised(n, (i) => 1 / (i + 1)),
  'falling like a square': normalised(n, (i) => 1 / (i + 1) ** 2),
  'falling exponentially': normalised(n, (i) => 0.95 ** i),
  'one large, then a plateau that the deflation cuts': normalised(n, (i) =>
    i === 0 ? 100 : i < 90 ? 1 : 0.01,
  ),
  'steps below the deflated ones': normalised(n, (i) => [30, 3, 0.1, 0.001][Math.min(3, Math.floor(i / 20))]),
  flat: normalised(n, () => 1),
  'of rank 20': normalised(n, (i) => (i < 20 ? 1 + i : 0)),
}
const functions = { entropy, 'power 1.5': power(1.5), 'square root': power(0.5), 'power 0.1': power(0.1) }

for (const [name, spectrum] of Object.entries(spectra)) {
  test(`estimates are within three standard errors of the truth: a spectrum ${name}`, async () => {
    const operator = diagonal(spectrum)
    const truth = Object.values(functions).map((f) => spectrum.reduce((sum, x) => sum + f(x), 0))
    let outside = 0
    const seeds = 6
    for (let seed = 0; seed < seeds; seed++) {
      const { estimates } = await deflatedQuadrature(operator, Object.values(functions), {
        deflate: 24,
        probes: 2,
        random: randomStream(seed, 'coverage'),
      })
      estimates.forEach(({ value, standardError }, f) => {
        // Sums of rounding, where nothing is left to chance.
        const slack = 1e-9 * Math.abs(truth[f])
        const off = Math.abs(value - truth[f])
        assert.ok(off <= 6 * standardError + slack, `seed ${seed}, function ${f}: ${off} of ${standardError}`)
        if (off > 3 * standardError + slack) outside++
      })
    }
    assert.ok(outside <= 1, `${outside} of ${seeds * 4} outside`)
  })
}

test('entropy comes out within half a percent of the effective number', async () => {
  for (const [name, spectrum] of Object.entries(spectra)) {
    const truth = spectrum.reduce((sum, x) => sum + entropy(x), 0)
    const { estimates } = await deflatedQuadrature(diagonal(spectrum), [entropy], {
      random: randomStream(1, 'x'),
    })
    assert.ok(Math.abs(Math.exp(estimates[0].value - truth) - 1) < 0.005, name)
  }
})

test('1, λ and λ² are summed exactly, and the largest eigenvalues found', async () => {
  const spectrum = spectra['falling slowly']
  const operator = diagonal(spectrum)
  const result = await deflatedQuadrature(operator, [() => 1, (x) => x, (x) => x * x], {
    random: randomStream(0, 'exact'),
  })
  const expected = [n, operator.trace, operator.squaredTrace]
  result.estimates.forEach(({ value }, k) => {
    assert.ok(Math.abs(value / expected[k] - 1) < 1e-6, `${value} for ${expected[k]}`)
  })
  for (let i = 0; i < 10; i++) assert.ok(Math.abs(result.top[i] - spectrum[i]) <= result.residuals[i] + 1e-15)
  assert.ok(Math.abs(result.top[0] - spectrum[0]) < 1e-9)
})

test('more probes make the standard error smaller', async () => {
  const operator = diagonal(spectra['falling slowly'])
  const errors = []
  for (const probes of [1, 16]) {
    const random = randomStream(0, 'probes')
    errors.push(
      (await deflatedQuadrature(operator, [entropy], { probes, random })).estimates[0].standardError,
    )
  }
  assert.ok(errors[1] < 0.5 * errors[0], `${errors}`)
})

test('a small operator is decomposed: exact, with all eigenvalues', async () => {
  const spectrum = normalised(100, (i) => 1 / (i + 1))
  const result = await deflatedQuadrature(diagonal(spectrum), [entropy], { random: randomStream(0, 'small') })
  const truth = spectrum.reduce((sum, x) => sum + entropy(x), 0)
  assert.ok(Math.abs(result.estimates[0].value - truth) < 1e-12)
  assert.ok(result.estimates[0].standardError < 1e-11)
  assert.equal(result.top.length, 100)
})

test('an indefinite operator is estimated too', async () => {
  const spectrum = Float64Array.from({ length: n }, (_, i) => Math.sin(i) / (1 + i / 10))
  const truth = spectrum.reduce((sum, x) => sum + Math.abs(x), 0)
  const result = await deflatedQuadrature(diagonal(spectrum), [Math.abs], {
    random: randomStream(0, 'signs'),
  })
  const { value, standardError } = result.estimates[0]
  assert.ok(Math.abs(value - truth) < 4 * standardError, `${value} ± ${standardError} for ${truth}`)
})

test('the same seed gives the same numbers', async () => {
  const operator = diagonal(spectra['falling slowly'])
  const run = () => deflatedQuadrature(operator, [entropy], { random: randomStream(3, 'again') })
  assert.deepEqual(await run(), await run())
})

test('bad counts and aborted signals', async () => {
  const operator = diagonal(spectra.flat)
  const random = randomStream(0, 'bad')
  await assert.rejects(deflatedQuadrature(operator, [entropy], { random, probes: 0 }), {
    code: 'bad-parameter',
    message: /probes .* not 0/,
  })
  const signal = AbortSignal.abort(new Error('enough'))
  await assert.rejects(deflatedQuadrature(operator, [entropy], { random, signal }), /enough/)
})

test('the Gauss and Radau rules bracket -λ ln λ, and integrate polynomials exactly', () => {
  // The Lanczos coefficients of Legendre polynomials on [0, 1].
  const alpha = new Array(6).fill(0.5)
  const beta = Array.from({ length: 6 }, (_, k) => (k + 1) / 2 / Math.sqrt(4 * (k + 1) ** 2 - 1))
  const integral = (
    { nodes, weights }: { nodes: Float64Array; weights: Float64Array },
    f: SpectralFunction,
  ) => nodes.reduce((sum, node, i) => sum + weights[i] * f(node), 0)
  const gauss = gaussRule(alpha, beta)
  const radau = radauRule(alpha, beta, 0)
  for (let degree = 0; degree <= 11; degree++) {
    assert.ok(Math.abs(integral(gauss, (x) => x ** degree) - 1 / (degree + 1)) < 1e-14)
    assert.ok(Math.abs(integral(radau, (x) => x ** degree) - 1 / (degree + 1)) < 1e-14)
  }
  assert.ok(Math.min(...radau.nodes) > -1e-15 && Math.min(...radau.nodes) < 1e-15)
  assert.ok(integral(radau, entropy) < 0.25 && integral(gauss, entropy) > 0.25)
})
