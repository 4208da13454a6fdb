// Charts are compared with stored ones, which `UPDATE_FIXTURES=1` writes anew: look at them before committing.

import assert from 'node:assert/strict'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { histogramPlot, intervalsPlot, spectrumPlot } from './plots.ts'

const folder = join(import.meta.dirname, 'fixtures')

function assertLikeStored(name: string, svg: string): void {
  const file = join(folder, `${name}.svg`)
  if (process.env.UPDATE_FIXTURES) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(file, `${svg}\n`)
  }
  assert.equal(`${svg}\n`, readFileSync(file, 'utf8'))
}

const spectrum = Array.from({ length: 80 }, (_, i) => 0.2 * 0.8 ** i)

test('the spectrum shows at most 60 eigenvalues as bars in percent', async () => {
  assertLikeStored('spectrum', await spectrumPlot(spectrum, { width: 720 }))
})

test('a spectrum of two eigenvalues is a chart too', async () => {
  assertLikeStored('spectrum-of-two', await spectrumPlot([0.75, 0.25], { width: 360 }))
})

test('the histogram counts values and marks their mean', async () => {
  const values = [1.04, 1.05, 1.06, ...Array.from({ length: 37 }, (_, i) => 7 + ((i * 7) % 37) / 12)]
  const mark = { value: 7.85, text: 'mean 7.85' }
  assertLikeStored(
    'histogram',
    await histogramPlot(values, { width: 720, label: 'Vendi Score', counted: 'groups', mark }),
  )
})

test('equal values are one bar', async () => {
  const svg = await histogramPlot([2, 2, 2], { width: 360, label: 'x', counted: 'groups' })
  assert.equal(svg.match(/<rect/g)?.length, 1)
  assert.doesNotMatch(svg, /NaN/)
})

test('intervals have one row a name, whatever the name', async () => {
  const rows = [
    { name: 'cooking', value: 0.6, interval: [0.55, 0.66] as const },
    { name: '<script>alert("x")</script> & co', value: 0.65, interval: [0.6, 0.71] as const },
    { name: 'alone', value: 0.7 },
  ]
  const svg = await intervalsPlot(rows, { width: 720, label: 'mean quality' })
  assertLikeStored('intervals', svg)
  assert.doesNotMatch(svg, /<script/)
})

test('rows of one name stay apart', async () => {
  const rows = [0.1, 0.9].map((value) => ({ name: 'same', value }))
  const svg = await intervalsPlot(rows, { width: 360, label: 'x' })
  assert.equal(new Set(svg.match(/cy="[\d.]+"/g)).size, 2)
})

test('a chart names what it shows, takes colours from the page and has its own where there is none', async () => {
  const svg = await spectrumPlot(spectrum, { width: 360 })
  assert.match(svg, /^<svg[^>]*role="img"/)
  assert.match(svg, /aria-label="Spectrum: [^"]*20\.0 percent"/)
  assert.match(svg, /xmlns="http:\/\/www\.w3\.org\/2000\/svg"/)
  assert.match(svg, /var\(--accent, #[0-9a-f]{6}\)/)
})
