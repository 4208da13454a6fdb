// Friedman & Dieng 2023: the Vendi Score sees clusters of copies, collapsed modes and variety within modes where averages
// of similarity and counts of modes do not.

import { type Matrix, type Random, randomStream } from '../src/core/index.ts'
import { hillNumber, intDiv, vendiScore, vendiScoreFromKernel } from '../src/measure/index.ts'
import { kernelMatrix, matrix } from '../src/numeric/index.ts'
import {
  type Claim,
  meanWithInterval,
  type Picture,
  type Study,
  type StudyOutcome,
  shareOf,
} from './harness.ts'

const seeds = 20
/** A claim over seeds holds when it is seen in at least this share of them. */
const required = 0.95

/** Part 1. Many distinct items against few items copied ten times, cosine kernel in 64 dimensions. */
async function copies(
  seed: number,
): Promise<{ intDivA: number; intDivB: number; vendiA: number; vendiB: number }> {
  const random = randomStream(seed, 'copies')
  const distinct = around(200, 0.45, random)
  const few = around(20, 0.35, random)
  const copied = matrix(new Float64Array(Array.from({ length: 10 }, () => [...few.data]).flat()), 200, 64)
  const [KA, KB] = await Promise.all([kernelMatrix(distinct, 'cosine'), kernelMatrix(copied, 'cosine')])
  return {
    intDivA: intDiv(KA),
    intDivB: intDiv(KB),
    vendiA: (await vendiScore(distinct)).score,
    vendiB: (await vendiScore(copied)).score,
  }
}

/** n unit vectors a·μ + √(1 − a²)·u around one random direction μ. */
function around(n: number, a: number, random: Random): Matrix {
  const d = 64
  const mu = unit(d, random)
  const rows = Array.from({ length: n }, () => {
    const u = unit(d, random)
    return normalised(u.map((value, j) => a * mu[j] + Math.sqrt(1 - a * a) * value))
  })
  return matrix(rows)
}

function unit(d: number, random: Random): Float64Array {
  return normalised(Float64Array.from({ length: d }, () => random.normal()))
}

function normalised(x: Float64Array): Float64Array {
  const length = Math.hypot(...x)
  return x.map((value) => value / length)
}

/** Part 2. A one-dimensional Gaussian mixture, centres 10 apart, RBF kernel of width 1. */
async function mixture(
  modes: number,
  deviation: number,
  seed: number,
): Promise<{ vendi: number; intDiv: number }> {
  const random = randomStream(seed, 'mixture')
  const points = Float64Array.from({ length: 500 }, (_, i) => 10 * (i % modes) + deviation * random.normal())
  const K = await kernelMatrix(matrix(points, 500, 1), { name: 'rbf', sigma: 1 })
  return { vendi: (await vendiScoreFromKernel(K)).score, intDiv: intDiv(K) }
}

const mixtureSeeds = 10

async function averageMixture(modes: number, deviation: number): Promise<{ vendi: number; intDiv: number }> {
  let vendi = 0
  let diversity = 0
  for (let seed = 1; seed <= mixtureSeeds; seed++) {
    const one = await mixture(modes, deviation, seed)
    vendi += one.vendi / mixtureSeeds
    diversity += one.intDiv / mixtureSeeds
  }
  return { vendi, intDiv: diversity }
}

/** A generator over 100 classes: how far its class posteriors are shrunk to the uniform one, and how uneven its classes are. */
interface Generator {
  readonly name: string
  readonly shrinkage: number
  readonly imbalance: number
}

const classes = 100
const generators: readonly Generator[] = [
  { name: 'worst', shrinkage: 0.2, imbalance: 0.3 },
  { name: 'better', shrinkage: 0.1, imbalance: 0.1 },
  { name: 'data', shrinkage: 0.02, imbalance: 0 },
]

/** Part 3. Class posteriors of 2,000 items that cover every class; probability-product kernel, √p as the features. */
async function posteriors(
  { shrinkage, imbalance }: Generator,
  seed: number,
): Promise<{ modes: number; modeDiversity: number; vendi: number }> {
  const random = randomStream(seed, 'posteriors')
  const items = 2000
  const counts = new Float64Array(classes)
  const features = new Float64Array(items * classes)
  for (let i = 0; i < items; i++) {
    const label = i < classes ? i : drawClass(imbalance, random)
    counts[label]++
    // Items of a class differ in how far their posterior is shrunk towards the uniform one.
    const strength = shrinkage * (0.5 + random.uniform())
    for (let j = 0; j < classes; j++) features[i * classes + j] = strength / classes
    features[i * classes + label] += 1 - strength
  }
  for (let j = 0; j < features.length; j++) features[j] = Math.sqrt(features[j])
  return {
    modes: counts.filter((count) => count > 0).length,
    modeDiversity: hillNumber(
      counts.map((count) => count / items),
      1,
    ),
    vendi: (await vendiScore(matrix(features, items, classes))).score,
  }
}

/** Classes of the lower half are drawn less often, by the share `imbalance`. */
function drawClass(imbalance: number, random: Random): number {
  const label = random.integer(classes)
  return label < classes / 2 && random.uniform() < imbalance ? label + classes / 2 : label
}

const study: Study = {
  paper: {
    number: 23,
    title: 'The Vendi Score: A Diversity Evaluation Metric for Machine Learning',
    authors: 'Friedman & Dieng',
    year: 2023,
    link: 'https://arxiv.org/abs/2210.02410',
  },
  async run(progress): Promise<StudyOutcome> {
    const total = 3
    const copyClaim = await copiesClaim()
    progress(1, total)
    const { claim: modesClaim, picture } = await modesCollapse()
    progress(2, total)
    const withinClaim = await withinModes()
    progress(3, total)
    return {
      setting: `Synthetic items with known truth. Copies: 200 distinct vectors in 64 dimensions against 20 vectors ten times each, ${seeds} seeds. Modes: 500 points of a one-dimensional Gaussian mixture, averaged over ${mixtureSeeds} seeds. Within modes: 2,000 posteriors over ${classes} classes for three generators that all cover every class, with posteriors shrunk more or less towards the uniform one and classes more or less uneven, ${seeds} seeds. Shrinking makes items alike; had the mass leaked to random other classes instead, an item would be a mixture of kinds, and the score would rise and could pass mode diversity. The paper's molecules and images are not used.`,
      claims: [copyClaim, modesClaim, withinClaim],
      pictures: [picture],
    }
  },
}

async function copiesClaim(): Promise<Claim> {
  const repeats: Awaited<ReturnType<typeof copies>>[] = []
  for (let seed = 1; seed <= seeds; seed++) repeats.push(await copies(seed))
  const share = shareOf(
    repeats,
    ({ intDivA, intDivB, vendiA, vendiB }) => intDivA < intDivB && vendiA > vendiB,
  )
  const ratio = meanWithInterval(repeats.map(({ vendiA, vendiB }) => vendiA / vendiB))
  return {
    claim: 'Average similarity prefers clusters of copies; the Vendi Score does not.',
    paper: 'MOSES, 2,500 molecules: HMM Vendi 55.8, IntDiv 0.853; AAE 142.1, 0.849; data 127.7, 0.847.',
    ours: {
      'IntDiv, distinct': meanWithInterval(repeats.map(({ intDivA }) => intDivA)),
      'IntDiv, copies': meanWithInterval(repeats.map(({ intDivB }) => intDivB)),
      'Vendi, distinct': meanWithInterval(repeats.map(({ vendiA }) => vendiA)),
      'Vendi, copies': meanWithInterval(repeats.map(({ vendiB }) => vendiB)),
      'share of seeds': share,
    },
    rule: `IntDiv ranks the copies higher and Vendi lower in at least ${required * 100}% of seeds, and Vendi by more than 1.5 times`,
    holds: share >= required && ratio.mean > 1.5,
  }
}

async function modesCollapse(): Promise<{ claim: Claim; picture: Picture }> {
  const curve: { vendi: number; intDiv: number }[] = []
  for (let modes = 1; modes <= 5; modes++) curve.push(await averageMixture(modes, 0.5))
  const narrow = await averageMixture(5, 0.1)
  const wide = await averageMixture(5, 2)
  const steps = curve.slice(1).map(({ vendi }, i) => vendi - curve[i].vendi)
  const mean = steps.reduce((sum, step) => sum + step, 0) / steps.length
  const unevenness = (Math.max(...steps) - Math.min(...steps)) / mean
  const intDivSteps = curve.slice(1).map(({ intDiv: value }, i) => value - curve[i].intDiv)
  const saturation = intDivSteps[intDivSteps.length - 1] / intDivSteps[0]
  return {
    claim: {
      claim: 'The Vendi Score grows with the number of modes; average similarity saturates.',
      paper: 'Shown in figures on Gaussian mixtures.',
      ours: {
        ...Object.fromEntries(curve.map(({ vendi }, i) => [`Vendi, ${i + 1} modes`, vendi])),
        'unevenness of the Vendi steps': unevenness,
        'last IntDiv step over the first': saturation,
        'Vendi, 5 narrow modes (sd 0.1)': narrow.vendi,
        'Vendi, 5 wide modes (sd 2)': wide.vendi,
        'IntDiv, 5 narrow modes': narrow.intDiv,
        'IntDiv, 5 wide modes': wide.intDiv,
      },
      rule: 'the four Vendi steps differ by less than 20% of their mean, and the last IntDiv step is under 25% of the first',
      holds: unevenness < 0.2 && saturation < 0.25,
    },
    picture: {
      title: 'Diversity by number of modes, relative to five modes',
      x: 'modes',
      y: 'share of the value at five modes',
      points: curve.flatMap(({ vendi, intDiv: diversity }, i) => [
        { series: 'Vendi Score', x: i + 1, y: vendi / curve[4].vendi },
        { series: 'IntDiv', x: i + 1, y: diversity / curve[4].intDiv },
      ]),
    },
  }
}

async function withinModes(): Promise<Claim> {
  const repeats: Awaited<ReturnType<typeof posteriors>>[][] = []
  for (let seed = 1; seed <= seeds; seed++) {
    repeats.push(await Promise.all(generators.map((generator) => posteriors(generator, seed))))
  }
  const share = shareOf(
    repeats,
    (each) =>
      each.every(({ modes }) => modes === classes) &&
      each.every(({ vendi, modeDiversity }) => vendi < modeDiversity) &&
      each[0].vendi < each[1].vendi &&
      each[1].vendi < each[2].vendi,
  )
  return {
    claim:
      'With every mode present, the Vendi Score still tells generators apart that a count of modes cannot.',
    paper:
      'StackedMNIST: 1,000 of 1,000 modes for all; Vendi 746.7 (self-conditioned GAN) < 866.6 (PresGAN) < 943.7 (data); mode diversity 921.0, 948.7, 950.8.',
    ours: {
      ...Object.fromEntries(
        generators.flatMap(({ name }, g) => [
          [`Vendi, ${name}`, meanWithInterval(repeats.map((each) => each[g].vendi))],
          [`mode diversity, ${name}`, meanWithInterval(repeats.map((each) => each[g].modeDiversity))],
        ]),
      ),
      'share of seeds': share,
    },
    rule: `all modes present, Vendi strictly ordered and below mode diversity in at least ${required * 100}% of seeds`,
    holds: share >= required,
  }
}

export default study
