// The sections of the page: markup around what the script fills in, and charts.

import type { PoolReport } from '../../measure/index.ts'
import { counted, formatEstimate, formatNumber, percentage } from '../format.ts'
import { type Html, html, trusted } from '../html.ts'
import { histogramPlot, intervalsPlot, spectrumPlot } from '../plots.ts'
import { measureTitle } from '../reading.ts'
import type { PoolView } from '../view/view.ts'

const wideChart = 1040
const narrowChart = 360

/** A chart in two widths, because text in a scaled-down chart cannot be read; the style shows one of them. */
async function chart(draw: (width: number) => Promise<string>, caption: Html): Promise<Html> {
  const [wide, narrow] = [await draw(wideChart), await draw(narrowChart)]
  return html`<figure><div class="wide">${trusted(wide)}</div><div class="narrow">${trusted(narrow)}</div><figcaption>${caption}</figcaption></figure>`
}

export function mapSection(
  { map, clusters, group, quality, size, texts }: PoolView,
  groupColumn: string,
): Html {
  if (!map) return html``
  const modes = [
    ...(clusters ? [{ value: 'cluster', label: 'Cluster' }] : []),
    ...(group ? [{ value: 'group', label: groupColumn }] : []),
    ...(quality ? [{ value: 'quality', label: 'Quality' }] : []),
  ]
  const name = map.method === 'umap' ? 'UMAP' : 'Principal components'
  const fitted =
    map.fitted < size
      ? ` It was fitted on ${formatNumber(map.fitted)} items; the others stand beside their nearest neighbours among these.`
      : ''
  const caution =
    map.method === 'umap'
      ? 'Near points are alike; how far apart distant clusters lie means little.'
      : 'The two directions in which the items vary most.'
  return html`
<section id="map" aria-labelledby="map-title">
<h2 id="map-title">Map</h2>
<p class="intro">Each point is an item, and items that are alike lie together.${clusters && ' A name is made of the words that set its cluster apart.'}</p>
<div class="mapbox">
<div class="mapmain">
<div class="mapbar">
${
  modes.length > 0 &&
  html`<fieldset class="modes" id="map-modes"><legend>Colour by</legend><div class="switch">${modes.map(
    ({ value, label }, i) =>
      html`<label><input type="radio" name="mode" value="${value}"${i === 0 && trusted(' checked')}><span>${label}</span></label>`,
  )}</div></fieldset>`
}
${modes.length === 0 && html`<div id="map-modes"></div>`}
<div class="find"><span id="map-found" role="status"></span><input id="map-search" type="search" placeholder="${texts ? 'Find in texts' : 'Find an id'}" aria-label="${texts ? 'Find in texts' : 'Find an id'}" autocomplete="off" spellcheck="false"></div>
</div>
<div id="map-frame" tabindex="0" role="application" aria-roledescription="map of points" aria-label="Map of ${formatNumber(size)} items" aria-describedby="map-keys">
<div id="map-tip" hidden></div>
<div class="zoom"><button type="button" id="map-out" aria-label="Zoom out">−</button><button type="button" id="map-in" aria-label="Zoom in">+</button><button type="button" id="map-all" aria-label="Show all points">all</button></div>
</div>
</div>
<aside class="mapside" aria-label="Legend and chosen item">
<div class="side-legend"><h3>Colours</h3><div id="map-legend"></div></div>
<div class="side-item"><h3>Item</h3><div id="map-reading" aria-live="polite" tabindex="0" role="region" aria-label="Chosen item">
<p class="hint">Point at an item to read it; click or tap to keep it here.</p>
<p class="hint">With the map in focus, <kbd>←</kbd> <kbd>→</kbd> <kbd>↑</kbd> <kbd>↓</kbd> go from item to item, <kbd>+</kbd> <kbd>−</kbd> zoom, <kbd>0</kbd> shows all, and the wheel zooms too.</p>
</div></div>
<p class="unseen" id="map-keys">Arrow keys go from item to item, plus and minus zoom, 0 shows all items, Escape clears the choice.</p>
</aside>
</div>
<p class="note section-note">${name} of the items’ vectors. ${caution}${fitted}${map.method === 'umap' && clusters && ' Clusters are regions of the map, found by k-means.'}</p>
</section>`
}

export async function spectrumSection({ spectrum }: PoolView): Promise<Html> {
  if (!spectrum || spectrum.length < 2) return html``
  const sums = spectrum.map((_, i) => spectrum.slice(0, i + 1).reduce((sum, value) => sum + value, 0))
  const half = sums.findIndex((sum) => sum >= 0.5) + 1
  const first = percentage(spectrum[0])
  const reading = half > 0 ? `, and the first ${formatNumber(half)} together hold half of it` : ''
  const figure = await chart(
    (width) => spectrumPlot(spectrum, { width }),
    html`The strongest direction holds ${first} of the variety${reading}. One tall bar means that the items are alike; a long even tail means many different things. The Vendi Score is the exponential of this spectrum’s entropy.`,
  )
  return html`
<section id="spectrum" aria-labelledby="spectrum-title">
<h2 id="spectrum-title">Spectrum</h2>
<p class="intro">How the variety spreads over independent directions: the eigenvalues of the similarity matrix.</p>
${figure}
</section>`
}

export function repeatsSection({ duplicates, size }: PoolView): Html {
  if (!duplicates) return html``
  const { repeats, found, groups, method } = duplicates
  const share = percentage(repeats / size)
  const summary =
    repeats === 0
      ? html`No item repeats another.`
      : html`${counted(repeats, 'item')} (${share}) ${repeats === 1 ? 'repeats' : 'repeat'} another, in ${counted(found, 'group')}${groups.length < found && `, of which the ${formatNumber(groups.length)} largest are here`}. Beneath one text of a group stand the others by what they change.`
  return html`
<section id="repeats" aria-labelledby="repeats-title">
<h2 id="repeats-title">Repeats</h2>
<p class="intro">${summary}</p>
<div id="repeats-list"></div>
<p class="note section-note">${method}</p>
</section>`
}

export function rankedSection({ typical, novel }: PoolView): Html {
  if (!typical || !novel) return html``
  return html`
<section id="typical" aria-labelledby="typical-title">
<h2 id="typical-title">Typical and novel</h2>
<div class="pair">
<div><h3>Most typical</h3><p class="intro">Nearest to all the others on average: what the pool is mostly about.</p><ol class="items" id="typical-list"></ol></div>
<div><h3>Most novel</h3><p class="intro">Farthest from their nearest neighbours: gems, or strays.</p><ol class="items" id="novel-list"></ol></div>
</div>
</section>`
}

export async function groupsSection(
  { by, measures }: PoolReport,
  view: PoolView,
  groupColumn: string,
): Promise<Html> {
  const { qualityByGroup } = view
  if (!by && !qualityByGroup) return html``
  return html`
<section id="groups" aria-labelledby="groups-title">
<h2 id="groups-title">Groups</h2>
${by && (await perGroup(by, measures))}
${qualityByGroup && (await groupQualities(qualityByGroup, groupColumn))}
</section>`
}

async function perGroup(by: NonNullable<PoolReport['by']>, measures: PoolReport['measures']): Promise<Html> {
  const [first] = by.summary
  const title = (label: string) => {
    const entry = measures.find(({ measure }) => measure === label)
    return entry ? measureTitle(entry) : label
  }
  const values = first ? by.rows.flatMap(({ values }) => values[first.measure] ?? []) : []
  const counts =
    by.measured === by.groups
      ? html`${counted(by.groups, 'group')} of two or more items.`
      : html`${formatNumber(by.measured)} of ${counted(by.groups, 'group')} were measured.`
  const figure =
    first && values.length >= 3 && first.mean !== null
      ? await chart(
          (width) =>
            histogramPlot(values, {
              width,
              label: `${title(first.measure)} within a group`,
              counted: 'groups',
              mark: { value: first.mean ?? 0, text: `mean ${formatNumber(first.mean)}` },
            }),
          html`Each group counts once. Groups at the far left give nearly the same item again and again.`,
        )
      : html``
  const rows = by.summary.map(({ measure, mean, interval, worst }) => {
    const estimate = formatEstimate(mean, interval)
    return html`<tr><td>${title(measure)}</td><td class="figure">${estimate.value}</td><td class="figure">${estimate.interval}</td><td>${worst[0] ? html`${formatNumber(worst[0].value)}, ${shortened(worst[0].group)}` : '–'}</td></tr>`
  })
  return html`
<h3 class="sub">Within each ${by.column}</h3>
<p class="intro">${counts}</p>
${figure}
<div class="tablebox" tabindex="0" role="region" aria-label="Measures within each ${by.column}"><table>
<thead><tr><th scope="col">Measure</th><th scope="col" class="figure">Mean group</th><th scope="col" class="figure">95%</th><th scope="col">Worst group</th></tr></thead>
<tbody>${rows}</tbody>
</table></div>
${first && html`<h3 class="sub">Worst by ${title(first.measure)}</h3><div id="worst-list"></div>`}
${!first && html`<div id="worst-list"></div>`}`
}

async function groupQualities(rows: NonNullable<PoolView['qualityByGroup']>, column: string): Promise<Html> {
  const figure = await chart(
    (width) => intervalsPlot(rows, { width, label: 'mean quality' }),
    html`Mean quality of each ${column} with its 95% interval.`,
  )
  return html`<h3 class="sub">Quality by ${column}</h3>${figure}`
}

function shortened(text: string): string {
  const longest = 70
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}
