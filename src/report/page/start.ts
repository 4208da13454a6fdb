/// <reference lib="dom" />
// The page's script: fills the sections that show items.

import { readData } from './data.ts'
import { duplicateSection, rankedSection, worstSection } from './lists.ts'
import { mapSection } from './map-section.ts'

export function startReport(): void {
  const data = readData()
  const showOnMap = mapSection(data)
  duplicateSection(data, showOnMap)
  rankedSection(data, 'typical-list', data.payload.typical, showOnMap)
  rankedSection(data, 'novel-list', data.payload.novel, showOnMap)
  worstSection(data)
  document.documentElement.dataset.ready = 'yes'
}
