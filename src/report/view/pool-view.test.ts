import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makePool } from '../../../examples/make-pool.ts'
import { createContext, type Matrix, randomStream } from '../../core/index.ts'
import { measure } from '../../measure/index.ts'
import { matrix } from '../../numeric/index.ts'
import { createPool } from '../../pool/index.ts'
import { layout } from './layout.ts'
import { poolView } from './pool-view.ts'

const random = randomStream(5, 'pool view')

/** `groups` tight groups of `size` vectors in 12 dimensions, far from one another. */
function groupsOfVectors(groups: number, size: number): Matrix {
  const rows: number[][] = []
  for (let g = 0; g < groups; g++) {
    const centre = Array.from({ length: 12 }, () => 3 * random.normal())
    for (let i = 0; i < size; i++) rows.push(centre.map((value) => value + 0.3 * random.normal()))
  }
  return matrix(rows)
}

const texts = Array.from({ length: 40 }, (_, i) =>
  i % 2 === 0
    ? `The old engine number ${i} pulled coal over the hills`
    : `A recipe for soup number ${i} with leeks and salt`,
)

test('items of one group lie nearer to one another on the map than to other groups', async () => {
  const { x, y, method } = await layout(groupsOfVectors(4, 25), createContext())
  assert.equal(method, 'umap')
  const distance = (a: number, b: number) => Math.hypot(x[a] - x[b], y[a] - y[b])
  let strayed = 0
  for (let i = 0; i < 100; i++) {
    const others = Array.from({ length: 100 }, (_, j) => j).filter((j) => j !== i)
    const nearest = others.reduce((best, j) => (distance(i, j) < distance(i, best) ? j : best))
    if (Math.floor(nearest / 25) !== Math.floor(i / 25)) strayed++
  }
  assert.ok(strayed <= 2, `${strayed} items lie among another group`)
})

test('the map of one seed is the same each time', async () => {
  const X = groupsOfVectors(3, 10)
  const [a, b] = [await layout(X, createContext({ seed: 2 })), await layout(X, createContext({ seed: 2 }))]
  assert.deepEqual(a, b)
})

test('the order of the rows changes neither places nor clusters', async () => {
  const { rows } = makePool(3)
  // Equal items may exchange their places.
  const some = [...new Map(rows.map((row) => [row.text, row])).values()].slice(0, 120)
  const order = random.permutation(some.length)
  const view = async (items: readonly { text: string }[]) => {
    const pool = createPool({ text: items.map(({ text }) => text) })
    return poolView(pool, await measure(pool, { only: ['length'] }), createContext())
  }
  const straight = await view(some)
  const shuffled = await view(Array.from(order, (i) => some[i]))
  order.forEach((i, at) => {
    assert.ok(Math.abs(shuffled.map!.x[at] - straight.map!.x[i]) < 1e-4)
    assert.equal(shuffled.clusters!.codes[at], straight.clusters!.codes[i])
  })
  assert.deepEqual(shuffled.clusters!.names, straight.clusters!.names)
})

test('the example pool shows what was planted in it', async () => {
  const { rows, truth } = makePool(1)
  const pool = createPool({
    text: rows.map(({ text }) => text),
    columns: { prompt: { kind: 'string', values: rows.map(({ prompt }) => prompt) } },
  })
  const view = await poolView(pool, await measure(pool, { by: 'prompt' }), createContext())
  const collapsed = rows.filter(({ prompt }) => truth.collapsed.includes(prompt)).length
  assert.equal(view.duplicates!.repeats, truth.duplicates.length + collapsed - truth.collapsed.length)
  assert.ok(truth.collapsed.every((prompt) => view.worstGroups![prompt].length > 0))
  const foreign = new Set(truth.foreign.map(({ id }) => rows.findIndex((row) => row.id === id)))
  assert.ok(view.novel!.filter(({ item }) => foreign.has(item)).length >= 5)
  const groupOf = new Map(
    view.duplicates!.groups.flatMap((group) => group.members.map(({ item }) => [item, group])),
  )
  const groups = view.typical!.flatMap(({ item }) => groupOf.get(item) ?? [])
  assert.equal(new Set(groups).size, groups.length)
})

test('a handful of items is laid out by principal components, one dimension on a line', async () => {
  const few = await layout(groupsOfVectors(2, 3), createContext())
  assert.equal(few.method, 'pca')
  const line = await layout(
    matrix(
      Float64Array.from({ length: 30 }, (_, i) => i + 1),
      30,
      1,
    ),
    createContext(),
  )
  assert.deepEqual([...line.y], Array(30).fill(0))
})

test('equal items all find a place', async () => {
  const { x, y } = await layout(matrix(Array.from({ length: 30 }, () => [1, 2, 3])), createContext())
  assert.ok([...x, ...y].every(Number.isFinite))
})

test('a pool of texts is shown with map, named clusters, repeats and standing', async () => {
  const pool = createPool({ text: [...texts, texts[0]], quality: texts.concat('').map((_, i) => i / 41) })
  const view = await poolView(pool, await measure(pool), createContext())
  assert.equal(view.size, 41)
  assert.equal(view.map!.x.length, 41)
  assert.equal(
    view.clusters!.sizes.reduce((sum, size) => sum + size, 0),
    41,
  )
  assert.equal(new Set(view.clusters!.names).size, view.clusters!.names.length)
  assert.ok(view.duplicates!.repeats >= 1)
  assert.ok(view.typical!.length > 0 && view.novel!.length > 0)
  assert.ok(Math.abs(view.spectrum!.reduce((sum, share) => sum + share, 0) - 1) < 1e-6)
  assert.deepEqual(view.notes, [])
})

test('a pool larger than the limit is shown by a sample, and long texts are cut', async () => {
  const pool = createPool({ text: texts.map((text) => text.repeat(20)) })
  const view = await poolView(pool, await measure(pool), createContext(), { limit: 20, textLimit: 50 })
  assert.equal(view.size, 20)
  assert.equal(view.cut, 20)
  assert.ok(view.texts!.every((text) => text.length === 51 && text.endsWith('…')))
})

test('a text is never cut inside a surrogate pair', async () => {
  const pool = createPool({ text: texts.map(() => '😀'.repeat(60)) })
  const view = await poolView(pool, await measure(pool, { only: ['length'] }), createContext(), {
    textLimit: 51,
  })
  assert.ok(view.texts!.every((text) => text.isWellFormed()))
})

test('a part that the pool does not allow is left out with its reason', async () => {
  const pool = createPool({ quality: [0.1, 0.5, 0.9] })
  const view = await poolView(pool, await measure(pool, { only: ['quality'] }), createContext())
  assert.equal(view.map, undefined)
  assert.match(view.notes[0], /--vectors COLUMN|--text COLUMN/)
})
