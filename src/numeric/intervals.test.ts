import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { randomStream } from '../core/index.ts'
import {
  bootstrapInterval,
  meanInterval,
  normalQuantile,
  studentQuantile,
  subsampleInterval,
} from './intervals.ts'

function average(values: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]
  return sum / values.length
}

function median(values: Float64Array): number {
  const sorted = values.slice().sort()
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

function normals(n: number, seed: number): Float64Array {
  const random = randomStream(seed, 'normals')
  return Float64Array.from({ length: n }, () => random.normal())
}

const assertRelative = (actual: number, expected: number, tolerance: number): void =>
  assert.ok(Math.abs(actual / expected - 1) <= tolerance, `${actual} is not ${expected}`)

test('quantiles of the normal distribution are those of the tables', () => {
  for (const [p, expected] of [
    [1e-300, -37.0470962993612],
    [1e-10, -6.361340902404056],
    [0.001, -3.090232306167813],
    [0.02425, -1.972961051311885],
    [0.2, -0.8416212335729142],
    [0.9, 1.2815515655446004],
    [0.975, 1.959963984540054],
    [0.9999, 3.719016485455709],
  ]) {
    assertRelative(normalQuantile(p), expected, 1.2e-9)
  }
  assert.equal(normalQuantile(0.5), 0)
})

test("quantiles of Student's t are those of the tables", () => {
  const probabilities = [0.6, 0.9, 0.975, 0.995, 0.9999]
  for (const [df, ...expected] of [
    [1, 0.32491969623407446, 3.0776835372078066, 12.706204736432095, 63.65674116287399, 3183.0987571537103],
    [2, 0.2886751346880066, 1.8856180831641507, 4.302652729911275, 9.92484320091807, 70.70007107496886],
    [3, 0.27667066230490933, 1.637744357215907, 3.182446305284263, 5.84090929975643, 22.203742266780633],
    [4, 0.2707222947059493, 1.533206273713144, 2.7764451051977987, 4.604094871415897, 13.033671721107503],
    [5, 0.2671808657039658, 1.4758840487820273, 2.5705818366147395, 4.032142983557536, 9.677566300886502],
    [10, 0.26018482949208005, 1.3721836411102863, 2.2281388519649385, 3.169272667175838, 5.693820101511829],
    [30, 0.2556053644420514, 1.3104150225671307, 2.0422724563012373, 2.7499956535670305, 4.233985956584213],
    [
      1000, 0.25341451583949864, 1.2823987214609247, 1.9623390808264074, 2.580754698065942,
      3.7328516045751114,
    ],
  ]) {
    probabilities.forEach((p, i) => {
      assertRelative(studentQuantile(p, df), expected[i], 1e-4)
    })
  }
})

test('both quantiles are odd about one half and rise with the probability', () => {
  const probability = fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true })
  fc.assert(
    fc.property(probability, probability, fc.integer({ min: 1, max: 200 }), (p, other, df) => {
      for (const quantile of [normalQuantile, (x: number) => studentQuantile(x, df)]) {
        assert.ok(Math.abs(quantile(p) + quantile(1 - p)) <= 1e-6 * (1 + Math.abs(quantile(p))))
        const [low, high] = p < other ? [p, other] : [other, p]
        assert.ok(high - low < 1e-6 || quantile(low) < quantile(high))
      }
      assert.ok(p === 0.5 || Math.abs(studentQuantile(p, df)) > Math.abs(normalQuantile(p)) * (1 - 1e-6))
    }),
  )
})

test('a bootstrap interval of the mean has the known standard error and width', () => {
  const values = normals(400, 1)
  const centre = average(values)
  const deviation = Math.sqrt(average(values.map((value) => (value - centre) ** 2)))
  const { low, high, standardError } = bootstrapInterval(values, average, {
    repeats: 4000,
    random: randomStream(1, 'bootstrap'),
  })
  assertRelative(standardError, deviation / 20, 0.05)
  assertRelative(high - low, (2 * 1.96 * deviation) / 20, 0.06)
  assert.ok(Math.abs((low + high) / 2 - centre) < 0.1 * standardError)
})

/** Share of seeded trials whose interval covers the truth. */
async function coverage(
  trials: number,
  truth: number,
  interval: (trial: number) => { low: number; high: number } | Promise<{ low: number; high: number }>,
): Promise<number> {
  let covered = 0
  for (let trial = 0; trial < trials; trial++) {
    const { low, high } = await interval(trial)
    if (low <= truth && truth <= high) covered++
  }
  return covered / trials
}

test('bootstrap intervals cover the mean of skewed data and the median of normal data about as often as they say', async () => {
  const skewed = await coverage(300, 1, (trial) => {
    const random = randomStream(trial, 'exponential')
    const values = Float64Array.from({ length: 120 }, () => -Math.log(1 - random.uniform()))
    return bootstrapInterval(values, average, {
      repeats: 300,
      level: 0.9,
      random: random.stream('bootstrap'),
    })
  })
  assert.ok(skewed > 0.84 && skewed < 0.95, `mean: ${skewed}`)
  const middle = await coverage(300, 0, (trial) =>
    bootstrapInterval(normals(80, trial), median, {
      repeats: 300,
      level: 0.8,
      random: randomStream(trial, 'bootstrap'),
    }),
  )
  assert.ok(middle > 0.73 && middle < 0.88, `median: ${middle}`)
})

test('the order of the values does not change a bootstrap interval', () => {
  const values = normals(50, 3)
  const interval = (of: Float64Array) =>
    bootstrapInterval(of, average, { random: randomStream(2, 'bootstrap') })
  assert.deepEqual(interval(values.slice().reverse()), interval(values))
})

test('values that are all equal leave no doubt about their mean', async () => {
  const random = randomStream(1, 'equal')
  assert.deepEqual(
    bootstrapInterval(new Float64Array(10).fill(0.1), ([first]) => first, { random }),
    { low: 0.1, high: 0.1, standardError: 0 },
  )
  assert.deepEqual(await subsampleInterval(10, 5, () => 0.1, { random }), {
    estimate: 0.1,
    low: 0.1,
    high: 0.1,
    standardError: 0,
  })
})

test('subsampling gives the standard error of a mean, for small and large subsamples', async () => {
  const values = normals(1000, 4)
  const centre = average(values)
  const deviation = Math.sqrt(average(values.map((value) => (value - centre) ** 2)))
  for (const size of [30, 300, 900]) {
    const { estimate, standardError } = await subsampleInterval(
      1000,
      size,
      (indices) => average(Array.from(indices, (i) => values[i])),
      { repeats: 3000, random: randomStream(size, 'subsample') },
    )
    assert.ok(Math.abs(estimate - centre) < 1e-12)
    assertRelative(standardError, deviation / Math.sqrt(1000), 0.06)
  }
})

test('subsampling intervals of a mean cover it about as often as they say', async () => {
  const share = await coverage(300, 0, (trial) => {
    const values = normals(200, trial)
    return subsampleInterval(200, 40, (indices) => average(Array.from(indices, (i) => values[i])), {
      level: 0.9,
      random: randomStream(trial, 'subsample'),
    })
  })
  assert.ok(share > 0.85 && share < 0.95, `${share}`)
})

test('a statistic that grows with the sample gets an interval around its value at the full size', async () => {
  // Entropy of the shares seen among n draws: too low by about (kinds - 1) / (2 n), so lower still in subsamples.
  const entropy = (kinds: readonly number[]): number => {
    const counts = new Float64Array(60)
    for (const kind of kinds) counts[kind]++
    return -counts.reduce(
      (sum, count) => sum + (count && (count / kinds.length) * Math.log(count / kinds.length)),
      0,
    )
  }
  const draws = (trial: number): number[] => {
    const random = randomStream(trial, 'kinds')
    return Array.from({ length: 400 }, () => Math.floor(60 * random.uniform() ** 2))
  }
  const expected = average(Array.from({ length: 2000 }, (_, trial) => entropy(draws(trial))))
  const share = await coverage(200, expected, async (trial) => {
    const kinds = draws(trial)
    const interval = await subsampleInterval(
      400,
      100,
      (indices) => entropy(Array.from(indices, (i) => kinds[i])),
      {
        level: 0.9,
        random: randomStream(trial, 'subsample'),
      },
    )
    assert.ok(interval.low < interval.estimate && interval.estimate < interval.high)
    return interval
  })
  assert.ok(share > 0.85, `${share}`)
})

test('a maximum, whose deviation falls as 1/n, is scaled by the rate that is given', async () => {
  const values = Float64Array.from({ length: 100 }, (_, i) => i / 100)
  const run = (rate: number) =>
    subsampleInterval(100, 10, (indices) => Math.max(...Array.from(indices, (i) => values[i])), {
      rate,
      estimate: 0.99,
      random: randomStream(1, 'maximum'),
    })
  const [usual, fast] = [await run(0.5), await run(1)]
  assertRelative(fast.standardError / usual.standardError, Math.sqrt(0.1), 1e-12)
  assertRelative((fast.high - fast.low) / (usual.high - usual.low), Math.sqrt(0.1), 1e-12)
})

test('the full statistic is not computed when it is given', async () => {
  const sizes = new Set<number>()
  const count = (indices: Int32Array) => sizes.add(indices.length).size
  const options = { repeats: 3, random: randomStream(1, 'given') }
  await subsampleInterval(20, 5, count, { ...options, estimate: 1 })
  assert.deepEqual([...sizes], [5])
  await subsampleInterval(20, 5, count, options)
  assert.deepEqual([...sizes], [5, 20])
})

test('bad input to intervals is refused', async () => {
  const random = randomStream(1, 'bad')
  const mean = (values: ArrayLike<number>, options: object = {}) =>
    bootstrapInterval(values, average, { random, ...options })
  assert.throws(() => mean([]), { name: 'GamutError', code: 'too-few-items', message: /there are 0/ })
  assert.throws(() => mean([1]), { code: 'too-few-items' })
  assert.throws(() => mean([1, Number.NaN]), { code: 'not-a-number', message: /^Value 1 is NaN/ })
  assert.throws(() => bootstrapInterval([1, 2], () => Number.NaN, { random }), { code: 'not-a-number' })
  const part = (n: number, size: number, options: object = {}) =>
    subsampleInterval(n, size, (indices) => indices.length, { random, ...options })
  for (const repeats of [0, 1, 2.5, Number.NaN]) {
    assert.throws(() => mean([1, 2], { repeats }), { code: 'bad-repeats' })
    await assert.rejects(part(10, 5, { repeats }), { code: 'bad-repeats' })
  }
  for (const level of [0, 1, 95, Number.NaN]) {
    assert.throws(() => mean([1, 2], { level }), { code: 'bad-level' })
    await assert.rejects(part(10, 5, { level }), { code: 'bad-level' })
  }
  for (const size of [0, 10, 11, 2.5, Number.NaN]) await assert.rejects(part(10, size), { code: 'bad-size' })
  for (const rate of [0, -1, Number.NaN]) await assert.rejects(part(10, 5, { rate }), { code: 'bad-rate' })
  await assert.rejects(part(1, 1), { code: 'too-few-items' })
  await assert.rejects(
    subsampleInterval(10, 5, () => Number.NaN, { random }),
    { code: 'not-a-number', message: /all items/ },
  )
})

test('the t-interval of a mean, and none for one number', () => {
  const { mean, interval } = meanInterval([1, 2, 3, 4])
  assert.equal(mean, 2.5)
  assert.ok(Math.abs(interval![0] - (2.5 - 3.182446 * Math.sqrt(5 / 12))) < 1e-4)
  assert.ok(Math.abs(interval![1] - (2.5 + 3.182446 * Math.sqrt(5 / 12))) < 1e-4)
  assert.deepEqual(meanInterval([7]), { mean: 7 })
})
