// Havrilla et al. 2024: quality of the training data drives in-distribution results, diversity drives out-of-distribution
// results, complexity helps both. Re-tested in a world of linear skills where all three can be set exactly.

import { type Random, randomStream } from '../src/core/index.ts'
import { matrix, solvePositiveDefinite } from '../src/numeric/index.ts'
import { type Claim, meanWithInterval, type Study, type StudyOutcome } from './harness.ts'

const skills = 12
const inputs = 4
const features = skills * inputs
const problems = 120
const ridge = 1
const testProblems = 2000
const seeds = 20

const qualities = [0.5, 0.75, 1]
const diversities = [4, 8, 12]
const complexities = [1, 2, 4]

interface Problems {
  /** One row of 48 inputs a problem; the inputs of skills it does not use are 0. */
  readonly X: Float64Array
  readonly y: Float64Array
}

/** Problems that each use `complexity` different skills of the first `diversity`, answers with noise of sd 4(1 − quality). */
function drawProblems(
  weights: Float64Array,
  count: number,
  { quality, diversity, complexity }: { quality: number; diversity: number; complexity: number },
  random: Random,
): Problems {
  const X = new Float64Array(count * features)
  const y = new Float64Array(count)
  for (let i = 0; i < count; i++) {
    for (const skill of random.sample(diversity, complexity)) {
      for (let j = skill * inputs; j < (skill + 1) * inputs; j++) {
        X[i * features + j] = random.normal()
        y[i] += weights[j] * X[i * features + j]
      }
    }
    y[i] += 4 * (1 - quality) * random.normal()
  }
  return { X, y }
}

function fitRidge({ X, y }: Problems): Float64Array {
  const A = new Float64Array(features * features)
  const b = new Float64Array(features)
  for (let i = 0; i < y.length; i++) {
    for (let j = 0; j < features; j++) {
      const value = X[i * features + j]
      if (value === 0) continue
      b[j] += value * y[i]
      for (let k = 0; k < features; k++) A[j * features + k] += value * X[i * features + k]
    }
  }
  for (let j = 0; j < features; j++) A[j * features + j] += ridge
  return solvePositiveDefinite(matrix(A, features, features), b)
}

function rSquared(estimate: Float64Array, { X, y }: Problems): number {
  const mean = y.reduce((sum, value) => sum + value, 0) / y.length
  let residual = 0
  let total = 0
  for (let i = 0; i < y.length; i++) {
    let predicted = 0
    for (let j = 0; j < features; j++) predicted += X[i * features + j] * estimate[j]
    residual += (y[i] - predicted) ** 2
    total += (y[i] - mean) ** 2
  }
  return 1 - residual / total
}

interface Cell {
  readonly quality: number
  readonly diversity: number
  readonly complexity: number
  readonly id: number
  readonly ood: number
}

function runSeed(seed: number): Cell[] {
  const random = randomStream(seed, 'study 05')
  const weights = Float64Array.from({ length: features }, () => random.normal())
  const clean = { quality: 1 }
  const idTest = drawProblems(weights, testProblems, { ...clean, diversity: 4, complexity: 2 }, random)
  const oodTest = drawProblems(weights, testProblems, { ...clean, diversity: skills, complexity: 3 }, random)
  const cells: Cell[] = []
  for (const quality of qualities) {
    for (const diversity of diversities) {
      for (const complexity of complexities) {
        const setting = { quality, diversity, complexity }
        const estimate = fitRidge(drawProblems(weights, problems, setting, random))
        cells.push({ ...setting, id: rSquared(estimate, idTest), ood: rSquared(estimate, oodTest) })
      }
    }
  }
  return cells
}

/** Standardised weights of quality, diversity and log₂ complexity on R². The design is orthogonal, so they are correlations. */
function standardisedWeights(
  cells: readonly Cell[],
  of: 'id' | 'ood',
): [quality: number, diversity: number, complexity: number] {
  const y = cells.map((cell) => cell[of])
  return [
    correlation(
      cells.map(({ quality }) => quality),
      y,
    ),
    correlation(
      cells.map(({ diversity }) => diversity),
      y,
    ),
    correlation(
      cells.map(({ complexity }) => Math.log2(complexity)),
      y,
    ),
  ]
}

function correlation(x: readonly number[], y: readonly number[]): number {
  const meanX = x.reduce((sum, value) => sum + value, 0) / x.length
  const meanY = y.reduce((sum, value) => sum + value, 0) / y.length
  let xy = 0
  let xx = 0
  let yy = 0
  for (let i = 0; i < x.length; i++) {
    xy += (x[i] - meanX) * (y[i] - meanY)
    xx += (x[i] - meanX) ** 2
    yy += (y[i] - meanY) ** 2
  }
  return xy / Math.sqrt(xx * yy)
}

const study: Study = {
  paper: {
    number: 5,
    title:
      'Surveying the Effects of Quality, Diversity, and Complexity in Synthetic Data From Large Language Models',
    authors: 'Havrilla et al.',
    year: 2024,
    link: 'https://arxiv.org/abs/2412.02980',
  },
  async run(progress): Promise<StudyOutcome> {
    const repeats: Cell[][] = []
    for (let seed = 1; seed <= seeds; seed++) {
      repeats.push(runSeed(seed))
      progress(seed, seeds)
    }
    const all = repeats.flat()
    const id = standardisedWeights(all, 'id')
    const ood = standardisedWeights(all, 'ood')
    const perSeed = (of: 'id' | 'ood', which: number) =>
      meanWithInterval(repeats.map((cells) => standardisedWeights(cells, of)[which]))
    const claims: Claim[] = [
      {
        claim: 'Quality drives in-distribution generalisation.',
        paper: 'Finding of the survey, in words.',
        ours: { quality: perSeed('id', 0), diversity: perSeed('id', 1), complexity: perSeed('id', 2) },
        rule: 'quality has the largest positive standardised weight on in-distribution R²',
        holds: id[0] > 0 && id[0] > id[1] && id[0] > id[2],
      },
      {
        claim: 'Diversity drives out-of-distribution generalisation.',
        paper: 'Finding of the survey, in words.',
        ours: { quality: perSeed('ood', 0), diversity: perSeed('ood', 1), complexity: perSeed('ood', 2) },
        rule: 'diversity has the largest positive standardised weight on out-of-distribution R²',
        holds: ood[1] > 0 && ood[1] > ood[0] && ood[1] > ood[2],
      },
      {
        claim: 'Complexity helps both.',
        paper: 'Finding of the survey, in words.',
        ours: { 'in distribution': perSeed('id', 2), 'out of distribution': perSeed('ood', 2) },
        rule: 'the weight of log₂ complexity is positive on both',
        holds: id[2] > 0 && ood[2] > 0,
      },
      {
        claim: 'At a fixed number of items, quality and diversity trade off.',
        paper: 'Finding of the survey, in words.',
        ours: { 'diversity on in-distribution R²': perSeed('id', 1) },
        rule: 'the weight of diversity on in-distribution R² is below 0.1',
        holds: id[1] < 0.1,
      },
    ]
    return {
      setting: `Twelve linear skills of four inputs; ${problems} training problems that each use 1, 2 or 4 skills (complexity) of the first 4, 8 or 12 (diversity), with label noise of standard deviation 4(1 − quality); ridge regression; noise-free tests; 27 settings, ${seeds} seeds. Noise is added to the answer whatever its complexity, which makes complex items more informative here; were the noise proportional to the complexity, the third claim would not hold. The survey's trade-off by selection (QDIT) belongs to the selection methods.`,
      claims,
      pictures: [
        {
          title: 'Out-of-distribution R² by diversity of the training data',
          x: 'skills in the training data',
          y: 'R², out of distribution',
          points: qualities.flatMap((quality) =>
            diversities.map((diversity) => ({
              series: `quality ${quality}`,
              x: diversity,
              y: meanWithInterval(
                all
                  .filter((cell) => cell.quality === quality && cell.diversity === diversity)
                  .map(({ ood: value }) => value),
              ).mean,
            })),
          ),
        },
      ],
    }
  },
}

export default study
