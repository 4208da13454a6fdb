// The page: one HTML file with everything in it, which asks nothing of any server.

import type { PoolReport } from '../../measure/index.ts'
import { counted, formatNumber } from '../format.ts'
import { type Html, html, scriptJson, trusted } from '../html.ts'
import { partsSentence } from '../reading.ts'
import type { PoolView } from '../view/view.ts'
import { familyCards } from './cards.ts'
import { findings } from './findings.ts'
import { payloadOf } from './payload.ts'
import { pageScript } from './script.ts'
import { groupsSection, mapSection, rankedSection, repeatsSection, spectrumSection } from './sections.ts'
import { pageStyle } from './style.ts'

export interface ReportInput {
  /** What `measure()` returned. */
  report: PoolReport
  /** What `poolView()` made of the same pool. */
  view: PoolView
}

/** Nothing may be loaded from anywhere, whatever a text in the pool says. */
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'"

/**
 * The report as one HTML document: summary cards, map, spectrum, repeats, typical and novel items, groups, and where it
 * all came from. It needs no network and no other file. Item texts are in it as data and become text nodes only.
 */
export async function renderReport({ report, view }: ReportInput): Promise<string> {
  const groupColumn = report.input.parts.group ?? 'group'
  const spectrum = await spectrumSection(view)
  const groups = await groupsSection(report, view, groupColumn)
  const worst = report.by?.summary[0] && {
    column: report.by.column,
    unit: report.by.summary[0].measure,
    rows: report.by.summary[0].worst,
  }
  const payload = payloadOf(view, groupColumn, worst)
  const sections: readonly (readonly [id: string, title: string, body: Html])[] = [
    ['map', 'Map', mapSection(view, groupColumn)],
    ['numbers', 'Numbers', numbersSection(report)],
    ['spectrum', 'Spectrum', spectrum],
    ['repeats', 'Repeats', repeatsSection(view)],
    ['typical', 'Typical and novel', rankedSection(view)],
    ['groups', 'Groups', groups],
    ['skipped', 'Skipped', skippedSection(report, view)],
  ]
  const present = sections.filter(([, , { markup }]) => markup !== '')
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="generator" content="gamut ${report.gamut}">
<title>${report.input.name} · Gamut report</title>
<link rel="icon" href="data:,">
<style>${trusted(pageStyle)}</style>
</head>
<body>
<a class="skip" href="#numbers">Skip to the numbers</a>
<div class="page">
<header>
<p class="kicker">Gamut report</p>
<h1>${report.input.name}</h1>
<p class="about">${[counted(report.input.items, 'item'), partsSentence(report.input)].filter((part) => part !== '').join(' · ')}</p>
<p class="lede">${findings(report, view)}</p>
<noscript><p>The map and the lists of items need JavaScript; the numbers do not.</p></noscript>
<nav aria-label="Sections"><ul>${present.map(([id, title]) => html`<li><a href="#${id}">${title}</a></li>`)}</ul></nav>
</header>
<main>
${present.map(([, , body]) => body)}
</main>
${provenance(report, view)}
</div>
<script type="application/json" id="data">${trusted(scriptJson(payload))}</script>
<script>${trusted(pageScript())}</script>
</body>
</html>
`
  return page.markup
}

function numbersSection({ measures }: PoolReport): Html {
  return html`
<section id="numbers" aria-labelledby="numbers-title">
<h2 id="numbers-title">Numbers</h2>
<p class="intro">Read quality and diversity together: noise is as varied as anything can be. Scores are comparable between pools of the same size and the same vectors.</p>
${familyCards(measures)}
</section>`
}

function skippedSection({ skipped }: PoolReport, { notes }: PoolView): Html {
  if (skipped.length === 0 && notes.length === 0) return html``
  return html`
<section id="skipped" aria-labelledby="skipped-title">
<h2 id="skipped-title">Skipped</h2>
<p class="intro">What could not be measured or shown, and why.</p>
<ul class="plain">${skipped.map(({ measure, reason }) => html`<li>${reason.startsWith(measure) ? reason : `${measure}: ${reason}`}</li>`)}${notes.map((note) => html`<li>${note}</li>`)}</ul>
</section>`
}

function provenance({ gamut, input, seed, measures, by }: PoolReport, view: PoolView): Html {
  const shown =
    view.size < input.items
      ? `a seeded sample of ${formatNumber(view.size)} of ${counted(input.items, 'item')}`
      : `all ${counted(input.items, 'item')}`
  const cut =
    view.cut > 0 ? `; ${counted(view.cut, 'text')} cut to ${formatNumber(view.textLimit)} characters` : ''
  const facts: (readonly [string, string | undefined])[] = [
    ['Version', `gamut ${gamut}`],
    ['Seed', String(seed)],
    ['SHA-256', input.digest],
    ['Vectors', input.vectors],
    ['Shown', shown + cut],
    ['Measures', measures.map(({ measure }) => measure).join(', ')],
    ['By', by?.column],
  ]
  return html`
<footer>
<h2>Where this came from</h2>
<dl>${facts.map(([name, fact]) => fact !== undefined && html`<dt>${name}</dt><dd>${fact}</dd>`)}</dl>
</footer>`
}
