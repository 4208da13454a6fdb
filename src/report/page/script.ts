// The page's script as text: the source of plain functions, one after another. Each function uses only the others named
// here, so that the page needs no imports, and neither a bundler nor a copied asset stands between these files and it.

import { decimalsFor, formatNumber, grouped } from '../format.ts'
import { mapFunctions } from '../map/index.ts'
import { categoryColouring, categoryPalette, centreOf, qualityColouring, rampPalette } from './colours.ts'
import { readData, unpacked } from './data.ts'
import { diffInContext, wordDiff } from './diff.ts'
import { button, byId, cssColour, element, expandable } from './dom.ts'
import { itemMeta, itemText } from './items.ts'
import {
  duplicateGroup,
  duplicateMember,
  duplicateSection,
  mapButton,
  rankedSection,
  worstSection,
} from './lists.ts'
import { categoryLegend, colouringOf, fadedPoints, mapSection, placeTip, rampLegend } from './map-section.ts'
import { startReport } from './start.ts'

const pageFunctions = [
  element,
  button,
  byId,
  cssColour,
  expandable,
  readData,
  unpacked,
  wordDiff,
  diffInContext,
  itemText,
  itemMeta,
  grouped,
  decimalsFor,
  formatNumber,
  categoryPalette,
  rampPalette,
  categoryColouring,
  centreOf,
  qualityColouring,
  colouringOf,
  fadedPoints,
  categoryLegend,
  rampLegend,
  placeTip,
  mapSection,
  mapButton,
  duplicateSection,
  duplicateGroup,
  duplicateMember,
  rankedSection,
  worstSection,
  startReport,
] as const

/** The whole script; safe inside a `<script>` element. */
export function pageScript(): string {
  const source = [...mapFunctions, ...pageFunctions].map(String).join('\n')
  // What type stripping left of types is spaces at line ends and empty lines.
  const tidy = source.replace(/[ \t]+$/gm, '').replace(/\n{2,}/g, '\n')
  return `'use strict';\n${tidy}\nstartReport()\n`.replaceAll('</', '<\\/')
}
