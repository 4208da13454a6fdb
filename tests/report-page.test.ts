// The page in a real browser, on pools made up for it: mouse, keyboard, colours, hostile texts, phones, 100,000 points.

import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { type BrowserContext, chromium, type Locator, type Page } from 'playwright-core'
import { renderReport } from '../src/report/index.ts'
import { sampleReport } from './fixtures/pool-report.ts'
import { sampleView } from './fixtures/pool-view.ts'

const executablePath = '/usr/bin/chromium'
const skip = existsSync(executablePath)
  ? false
  : `no browser at ${executablePath}: the report was NOT tested in one`
if (skip) console.error(skip)

const words = ['pear', 'sail', 'rook', 'plum', 'mast', 'pawn', 'fig', 'keel', 'king', 'apple']
const plainTexts = Array.from(
  { length: 60 },
  (_, i) => `Item ${i + 1} speaks of ${words[i % 10]} and ${words[(i * 7) % 10]}.`,
)
const hostile = [
  '<img src=x onerror="window.hacked = 1">',
  '</script><script>window.hacked = 2</script>',
  '<!-- <script> \u2028 \u2029 --> & &amp; "quoted" \'too\'',
  `javascript:alert(1) $${'{window.hacked = 3}'} \``,
  '\u202eright to left\u202c \u0000 \ud800',
  '<style>body { display: none }</style>',
]

describe('the report in a browser', { skip }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'gamut-report-'))
  let browser: BrowserContext
  const requests: string[] = []
  const complaints: string[] = []

  before(async () => {
    browser = await chromium.launchPersistentContext(join(folder, 'profile'), {
      executablePath,
      headless: true,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    })
  })
  after(async () => {
    await browser.close()
    rmSync(folder, { recursive: true, force: true })
  })

  let pages = 0
  async function open(
    texts: readonly string[],
    { width = 1280, height = 720, dark = false }: { width?: number; height?: number; dark?: boolean } = {},
  ): Promise<Page> {
    const file = join(folder, `report-${pages++}.html`)
    writeFileSync(file, await renderReport({ report: sampleReport, view: sampleView(texts) }))
    const page = await browser.newPage()
    page.on('request', (request) => {
      if (!request.url().startsWith('file:') && !request.url().startsWith('data:'))
        requests.push(request.url())
    })
    page.on('pageerror', (error) => complaints.push(String(error)))
    page.on('console', (message) => complaints.push(message.text()))
    await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light', reducedMotion: 'reduce' })
    await page.setViewportSize({ width, height })
    await page.goto(pathToFileURL(file).href)
    await page.waitForSelector('html[data-ready]')
    await settled(page)
    return page
  }

  /** Two frames later, when what was asked for has been drawn. */
  const settled = (page: Page) =>
    page.evaluate(
      () => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))),
    )

  const textOf = async (locator: Locator) => (await locator.textContent()) ?? ''

  /** The pixels of the map's points, read through a copy: reading a canvas back makes the browser treat it differently. */
  const pixels = (page: Page) =>
    page.evaluate(() => {
      const canvas = document.querySelector<HTMLCanvasElement>('#map-frame canvas')
      const copy = canvas && new OffscreenCanvas(canvas.width, canvas.height).getContext('2d')
      if (!canvas || !copy) throw new Error('there is no map')
      copy.drawImage(canvas, 0, 0)
      const { data } = copy.getImageData(0, 0, canvas.width, canvas.height)
      const counts: Record<string, number> = {}
      let point = { x: 0, y: 0 }
      for (let i = 0; i < data.length; i += 4) {
        const colour = `${data[i]},${data[i + 1]},${data[i + 2]}`
        counts[colour] = (counts[colour] ?? 0) + 1
        const at = { x: (i / 4) % canvas.width, y: Math.floor(i / 4 / canvas.width) }
        // The controls lie over the lower right corner.
        if (at.y < canvas.height * 0.8 && counts[colour] === 30) point = at
      }
      return { counts, point }
    })

  /** Colours on the map, and how many pixels each has. */
  const colours = async (page: Page) => (await pixels(page)).counts

  const commonest = (counts: Record<string, number>) =>
    Object.entries(counts).sort(([, a], [, b]) => b - a)[0][0]

  /** Moves the mouse to a point of the map; where to is returned. */
  async function hoverAnyPoint(page: Page): Promise<{ x: number; y: number }> {
    await page.locator('#map-frame').scrollIntoViewIfNeeded()
    const box = (await page.locator('#map-frame').boundingBox())!
    const { point } = await pixels(page)
    const at = { x: box.x + point.x, y: box.y + point.y }
    await page.mouse.move(at.x, at.y)
    await page.locator('#map-tip').waitFor({ state: 'visible' })
    return at
  }

  test('the page shows the numbers with their meaning, and asks nothing of any server', async () => {
    const page = await open(plainTexts)
    assert.match(await textOf(page.locator('h1')), /examples\/pool\.jsonl/)
    const card = page.locator('.card', { hasText: 'Vendi Score' }).first()
    assert.match(await textOf(card), /41\.9/)
    assert.match(await textOf(card), /higher is better/)
    assert.match(await textOf(card), /40\.3 to 43\.6/)
    assert.match(await textOf(page.locator('#skipped')), /label-diversity needs group/)
    assert.match(await textOf(page.locator('footer')), /9f2c6b0e/)
    assert.equal(await page.locator('#spectrum svg').first().isVisible(), true)
    assert.deepEqual(requests, [])
    assert.deepEqual(complaints, [])
    await page.close()
  })

  test('pointing at an item shows its text; a click keeps it', async () => {
    const page = await open(plainTexts)
    const { x, y } = await hoverAnyPoint(page)
    const text = await textOf(page.locator('#map-tip .text'))
    assert.ok(plainTexts.includes(text), text)
    await page.mouse.click(x, y)
    await page.mouse.move(2, 2)
    assert.match(await textOf(page.locator('#map-reading')), new RegExp(text.replaceAll('.', '\\.')))
    await page.close()
  })

  test('the keyboard goes from item to item, zooms and lets go', async () => {
    const page = await open(plainTexts)
    const reading = page.locator('#map-reading')
    await page.locator('#map-frame').focus()
    await page.keyboard.press('ArrowRight')
    const first = await textOf(reading)
    assert.match(first, /Item \d+ speaks/)
    for (const key of ['ArrowUp', 'ArrowDown', 'ArrowLeft']) {
      await page.keyboard.press(key)
      if ((await textOf(reading)) !== first) break
    }
    assert.notEqual(await textOf(reading), first)
    const before = await colours(page)
    await page.keyboard.press('+')
    await settled(page)
    assert.notDeepEqual(await colours(page), before)
    await page.keyboard.press('0')
    await settled(page)
    assert.deepEqual(await colours(page), before)
    await page.keyboard.press('Escape')
    assert.match(await textOf(reading), /Point at an item/)
    await page.close()
  })

  test('dragging pans; the wheel zooms only while the map has the focus', async () => {
    const page = await open(plainTexts)
    const frame = page.locator('#map-frame')
    await frame.scrollIntoViewIfNeeded()
    const box = (await frame.boundingBox())!
    const before = await colours(page)
    await page.mouse.move(box.x + 5, box.y + 5)
    await page.mouse.wheel(0, -200)
    await settled(page)
    assert.deepEqual(await colours(page), before)
    await frame.focus()
    await frame.scrollIntoViewIfNeeded()
    await page.mouse.wheel(0, -200)
    await settled(page)
    assert.notDeepEqual(await colours(page), before)
    await page.close()
  })

  test('the colours switch between cluster, group and quality, and the legend explains them', async () => {
    const page = await open(plainTexts)
    const legend = page.locator('#map-legend')
    assert.match(await textOf(legend), /apples · pears\s*20/)
    const byCluster = await colours(page)
    await page.getByRole('radio', { name: 'topic' }).check()
    await settled(page)
    assert.match(await textOf(legend), /even <b>\s*30/)
    assert.notDeepEqual(await colours(page), byCluster)
    await page.getByRole('radio', { name: 'Quality' }).check()
    await settled(page)
    assert.match(await textOf(legend), /^0\.0167\s*0\.967$/)
    await page.getByRole('radio', { name: 'Cluster' }).check()
    await settled(page)
    assert.deepEqual(await colours(page), byCluster)
    await page.close()
  })

  test('a legend entry and a search single items out', async () => {
    const page = await open(plainTexts)
    const all = await colours(page)
    await page.getByRole('button', { name: /boats/ }).click()
    await settled(page)
    assert.notDeepEqual(await colours(page), all)
    await page.getByRole('button', { name: /boats/ }).click()
    await page.locator('#map-search').fill('ITEM 60 ')
    assert.equal(await textOf(page.locator('#map-found')), '1 of 60 items')
    await page.close()
  })

  test('the map follows the colour scheme, also when it changes', async () => {
    const page = await open(plainTexts, { dark: true })
    assert.equal(commonest(await colours(page)), '25,27,31')
    await page.emulateMedia({ colorScheme: 'light' })
    await settled(page)
    assert.equal(commonest(await colours(page)), '255,255,255')
    assert.equal(
      await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor),
      'rgb(250, 249, 246)',
    )
    await page.close()
  })

  for (const width of [320, 390, 768, 1280]) {
    test(`nothing is wider than a screen of ${width} pixels`, async () => {
      const page = await open(plainTexts, { width, height: 800 })
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width)
      await page.close()
    })
  }

  test('texts are shown as they are and never run', async () => {
    const page = await open([...hostile, ...plainTexts])
    assert.equal(await page.evaluate(() => 'hacked' in window), false)
    assert.equal(await page.locator('img').count(), 0)
    const shown = await page.locator('#typical-list .text').allTextContents()
    assert.deepEqual(shown, hostile.slice(0, 3))
    await page.getByRole('radio', { name: 'topic' }).check()
    assert.match(await textOf(page.locator('#map-legend')), /odd & "co"/)
    assert.deepEqual(complaints, [])
    await page.close()
  })

  test('repeats show what they change, and an item leads to its place on the map', async () => {
    const page = await open(plainTexts)
    assert.match(await textOf(page.locator('#repeats ins').first()), /./)
    await page.locator('#repeats').getByRole('button', { name: 'show this item on the map' }).first().click()
    assert.match(await textOf(page.locator('#map-reading')), /Item 1 speaks/)
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'map-frame')
    await page.close()
  })

  test('100,000 points are drawn and answer to the mouse', async () => {
    const page = await open(Array.from({ length: 100_000 }, (_, i) => `text ${i + 1}`))
    const drawn = await colours(page)
    const background = drawn['255,255,255']
    const total = Object.values(drawn).reduce((sum, count) => sum + count, 0)
    assert.ok(background < 0.95 * total && background > 0.05 * total)
    await hoverAnyPoint(page)
    assert.match(await textOf(page.locator('#map-tip .text')), /^text \d+$/)
    assert.deepEqual(complaints, [])
    assert.deepEqual(requests, [])
    await page.close()
  })
})
