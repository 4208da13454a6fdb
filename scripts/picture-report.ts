// Renews docs/report.png: the report of the example pool, seen in Chromium.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'
import { run } from '../src/cli/program.ts'

const root = join(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'gamut-picture-'))
process.chdir(root)
const page = join(folder, 'report.html')
process.exitCode = await run(['report', 'examples/pool.jsonl', '--by', 'prompt', '-o', page])
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync'],
})
const tab = await browser.newPage({ viewport: { width: 1280, height: 1150 } })
await tab.goto(pathToFileURL(page).href)
await tab.waitForTimeout(1000)
await tab.screenshot({ path: join(root, 'docs', 'report.png') })
await browser.close()
rmSync(folder, { recursive: true, force: true })
