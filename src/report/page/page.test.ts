import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseHTML } from 'linkedom'
import { sampleReport } from '../../../tests/fixtures/pool-report.ts'
import { sampleView } from '../../../tests/fixtures/pool-view.ts'
import type { PoolReport } from '../../measure/index.ts'
import type { PoolView } from '../view/view.ts'
import { finiteEnds } from './cards.ts'
import { unpacked } from './data.ts'
import { renderReport } from './page.ts'
import { pageScript } from './script.ts'

const texts = Array.from({ length: 12 }, (_, i) => `text ${i + 1}`)

async function page(report: PoolReport = sampleReport, view: PoolView = sampleView(texts)) {
  const markup = await renderReport({ report, view })
  const { document } = parseHTML(markup)
  const all = (selector: string) =>
    [...document.querySelectorAll(selector)].map((node) => node.textContent ?? '')
  return { markup, document, all }
}

test('the page holds each measure with value, unit, meaning, interval and warning', async () => {
  const { all } = await page()
  assert.deepEqual(
    all('.family > h3').map((title) => title.split(' ')[0]),
    ['Quality', 'Diversity', 'Complexity'],
  )
  const vendi = all('.card')[1].replace(/\s+/g, ' ')
  assert.match(
    vendi,
    /Vendi Score ?↑ higher is better 41\.9 effective items 1600 How many .* 95% interval 40\.3 to 43\.6/,
  )
  assert.equal(all('.card .warning')[0], 'At order infinity only the largest group of like items counts.')
  assert.match(all('.card')[6], /No value: fewer than two items have four tokens/)
  assert.match(all('.card')[4], /sample of 2,000 items/)
})

test('the first sentences say what was found', async () => {
  const { all } = await page()
  assert.equal(
    all('.lede')[0],
    'These 600 items are as varied as 41.9 entirely different ones. 2 of them (17%) repeat another, word for word or nearly. Within a prompt an average group is as varied as 8.31 items, but “How do I make a good cup of coffee?” and 2 more only as 1.04.',
  )
})

test('headings go down one level at a time, ids are unique, and links lead to sections', async () => {
  const { document } = await page()
  const levels = [...document.querySelectorAll('h1, h2, h3, h4')].map(({ tagName }) => Number(tagName[1]))
  assert.equal(levels.filter((level) => level === 1).length, 1)
  for (let i = 1; i < levels.length; i++) assert.ok(levels[i] <= levels[i - 1] + 1, `${levels}`)
  const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id)
  assert.equal(new Set(ids).size, ids.length)
  for (const link of document.querySelectorAll('a')) {
    assert.ok(ids.includes((link.getAttribute('href') ?? '').slice(1)), String(link.getAttribute('href')))
  }
})

test('nothing in the page names another file or server', async () => {
  const { markup } = await page()
  const addresses = markup.match(/https?:\/\/[^"'\s<]+/g) ?? []
  assert.deepEqual(
    addresses.filter((address) => !address.startsWith('http://www.w3.org/')),
    [],
  )
  assert.doesNotMatch(markup, /<link[^>]+stylesheet|\ssrc=|@import|url\(/)
  assert.match(markup, /Content-Security-Policy" content="default-src &#39;none&#39;/)
})

test('names from the file are escaped wherever they stand', async () => {
  const evil = '"><img src=x onerror=alert(1)>'
  const report = structuredClone(sampleReport)
  report.input.name = evil
  report.input.parts.group = evil
  report.skipped[0].reason = evil
  report.by!.column = evil
  report.by!.summary[0].worst[0].group = evil
  report.by!.rows[0].group = evil
  const { document, markup } = await page(report, sampleView([evil, ...texts]))
  assert.equal(document.querySelectorAll('img').length, 0)
  assert.equal(document.querySelector('h1')?.textContent, evil)
  assert.doesNotMatch(markup.replaceAll('\\u003c', ''), /<img/)
})

test('what the view lacks has no section, and the reason stands under Skipped', async () => {
  const view: PoolView = {
    size: 2,
    ids: ['a', 'b'],
    textLimit: 0,
    cut: 0,
    notes: ['There are no vectors, thus no map.'],
  }
  const { by: _, ...report } = sampleReport
  const { document, all } = await page(report, view)
  const sections = [...document.querySelectorAll('main > section')].map(({ id }) => id)
  assert.deepEqual(sections, ['numbers', 'skipped'])
  assert.ok(all('#skipped li').includes('There are no vectors, thus no map.'))
})

test('the embedded data reads back as what was shown', async () => {
  const view = sampleView(texts)
  const { document } = await page(sampleReport, view)
  const data = JSON.parse(document.getElementById('data')?.textContent ?? '')
  assert.deepEqual(data.texts, texts)
  assert.deepEqual([...new Uint16Array(unpacked(data.clusters.codes))], [...view.clusters!.codes])
  assert.deepEqual([...new Int32Array(unpacked(data.group.codes))], [...view.group!.codes])
  const x = [...new Uint16Array(unpacked(data.map.x))]
  assert.equal(Math.min(...x), 0)
  assert.equal(Math.max(...x), 65535)
  const rank = (values: ArrayLike<number>) =>
    Array.from(values, (_, i) => i).sort((a, b) => values[a] - values[b])
  assert.deepEqual(rank(x), rank(view.map!.x))
})

test('the script stands alone: it is one program that ends by starting the page', () => {
  const script = pageScript()
  assert.doesNotThrow(() => new Function(script))
  assert.doesNotMatch(script, /^(import|export) /m)
  assert.doesNotMatch(script, /<\/script|<!--/)
  assert.match(script, /startReport\(\)\s*$/)
})

test('ends of a range are read where they are finite', () => {
  assert.deepEqual(finiteEnds('[0, 1]', 10), [0, 1])
  assert.deepEqual(finiteEnds('[1, n]', 600), [1, 600])
  assert.deepEqual(finiteEnds('[−1, 1]', 5), [-1, 1])
  assert.equal(finiteEnds('[0, ∞)', 5), undefined)
  assert.equal(finiteEnds('[1, n]', 1), undefined)
})
