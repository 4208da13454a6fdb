// Evenness of the labels (Pielou 1966): their entropy beside the largest possible with as many labels.

import { z } from 'zod'
import { defineLabelMeasure, labelShares } from './label-counts.ts'
import { entropy } from './label-entropy.ts'

export default defineLabelMeasure({
  name: 'label-evenness',
  title: 'Label evenness',
  summary: 'How equally common the labels are: 1 when all occur equally often, near 0 when one dominates.',
  direction: 'higher',
  unit: 'share of the largest possible entropy',
  range: '[0, 1]',
  params: z.object({}),
  of: (labels) => {
    const p = labelShares(labels)
    if (p.length === 1)
      return { value: null, reason: 'all items have the same label: evenness needs two labels' }
    return { value: entropy(p) / Math.log(p.length) }
  },
})
