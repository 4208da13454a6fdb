/// <reference lib="dom" />

// The report as people meet it: the file that the command wrote, opened in a real browser.

import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { gamut, root } from './cli.ts'

const executablePath = '/usr/bin/chromium'
const skip = existsSync(executablePath)
  ? false
  : `CHROMIUM IS MISSING (${executablePath}), so the report was not opened in a browser`

let folder: string
let browser: Browser | undefined
let url: string

before(async () => {
  if (skip) return
  folder = mkdtempSync(join(tmpdir(), 'gamut-report-'))
  const path = join(folder, 'report.html')
  const { code, stderr } = await gamut(['report', 'examples/pool.jsonl', '--by', 'prompt', '-o', path], {
    cwd: root,
  })
  assert.equal(code, 0, stderr)
  url = pathToFileURL(path).href
  browser = await chromium.launch({
    executablePath,
    args: [
      '--headless',
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
  await browser?.close()
  if (folder) rmSync(folder, { recursive: true, force: true })
})

interface Opened {
  readonly page: Page
  readonly errors: string[]
  readonly requests: string[]
}

async function open(options: { width?: number; height?: number; dark?: boolean } = {}): Promise<Opened> {
  const { width = 1280, height = 720, dark = false } = options
  const page = await browser!.newPage({ viewport: { width, height }, colorScheme: dark ? 'dark' : 'light' })
  const errors: string[] = []
  const requests: string[] = []
  page.on('pageerror', (error) => errors.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  page.on('request', (request) => requests.push(request.url()))
  await page.goto(url)
  await page.waitForSelector('canvas')
  return { page, errors, requests }
}

test('the page opens without an error and asks for nothing but itself', { skip }, async () => {
  const { page, errors, requests } = await open()
  assert.match(await page.title(), /examples\/pool\.jsonl/)
  assert.deepEqual(errors, [])
  assert.deepEqual(
    requests.filter((request) => request !== url && !request.startsWith('data:')),
    [],
  )
  await page.close()
})

test('the numbers on the page are those of the table', { skip }, async () => {
  const { page } = await open()
  const { stdout } = await gamut(['measure', 'examples/pool.jsonl', '--only', 'vendi', '--json', '--quiet'], {
    cwd: root,
  })
  const { value } = JSON.parse(stdout).measures[0]
  const text = await page.locator('#numbers').innerText()
  assert.ok(text.includes(String(Number(value.toPrecision(3)))), `${value} is not on the page`)
  await page.close()
})

test('the prompts that are always answered alike are named at the top', { skip }, async () => {
  const { page } = await open()
  assert.match(await page.locator('header').first().innerText(), /How do I make a good cup of coffee\?/)
  await page.close()
})

test('pointing at the map shows an item, and the keyboard goes through the items', { skip }, async () => {
  const { page, errors } = await open()
  const canvas = page.locator('canvas').last()
  await canvas.scrollIntoViewIfNeeded()
  const reading = page.locator('#map')
  const before = await reading.innerText()
  const box = (await canvas.boundingBox())!
  let after = before
  for (let step = 0; step < 400 && after === before; step++) {
    const [x, y] = [0.1 + 0.8 * ((step * 0.61803) % 1), 0.1 + 0.8 * ((step * 0.75488) % 1)]
    await page.mouse.move(box.x + x * box.width, box.y + y * box.height)
    after = await reading.innerText()
  }
  assert.notEqual(after, before, 'no item was shown under the pointer')
  await page.mouse.move(0, 0)
  const focusable = page.locator('#map [tabindex="0"]').first()
  await focusable.focus()
  await page.keyboard.press('ArrowRight')
  const first = await reading.innerText()
  for (let press = 0; press < 3; press++) await page.keyboard.press('ArrowRight')
  assert.notEqual(await reading.innerText(), first)
  assert.deepEqual(errors, [])
  await page.close()
})

test('the colours change from cluster to group to quality', { skip }, async () => {
  const { page, errors } = await open()
  const legend = async () => page.locator('#map').innerText()
  const cluster = await legend()
  await page.locator('#map-modes label', { hasText: 'topic' }).click()
  const group = await legend()
  assert.notEqual(group, cluster)
  await page.locator('#map-modes label', { hasText: 'Quality' }).click()
  assert.notEqual(await legend(), group)
  assert.deepEqual(errors, [])
  await page.close()
})

test('dark mode is dark, and a phone has nothing to scroll sideways', { skip }, async () => {
  const dark = await open({ dark: true })
  const background = await dark.page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  const [red] = background.match(/\d+/g)!.map(Number)
  assert.ok(red < 64, background)
  await dark.page.close()
  const { page } = await open({ width: 375, height: 740 })
  const [scroll, width] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
  assert.ok(scroll <= width, `${scroll} pixels on a screen of ${width}`)
  await page.close()
})
