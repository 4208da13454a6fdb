// Coverage of the labels: the share of the labels that exist which occur among the items.

import { z } from 'zod'
import { defineLabelMeasure } from './label-counts.ts'

const params = z.object({
  known: z
    .array(z.string())
    .min(1)
    .optional()
    .describe('the labels that exist; without it, those that the whole column holds'),
})

/**
 * The share of known labels that occur.
 * @param labels labels of the items; those that are not known do not count.
 * @returns a share in [0, 1].
 */
export function labelCoverage(labels: Iterable<string>, known: Iterable<string>): number {
  const all = new Set(known)
  const covered = new Set<string>()
  for (const label of labels) if (all.has(label)) covered.add(label)
  return covered.size / all.size
}

export default defineLabelMeasure({
  name: 'label-coverage',
  title: 'Label coverage',
  summary: 'The share of the labels that exist which occur among the items.',
  direction: 'higher',
  unit: 'share of labels',
  range: '[0, 1]',
  params,
  of: ({ counts, known: inColumn }, { known }) => {
    const all = known === undefined ? inColumn : new Set(known)
    const missing = [...all].filter((label) => !counts.has(label))
    return {
      value: labelCoverage(counts.keys(), all),
      warning:
        known === undefined && missing.length === 0
          ? 'Every label of the column occurs in it: name the labels that exist with known=[…] for a number that tells something.'
          : undefined,
      detail: { missing: missing.sort().slice(0, 20), missingLabels: missing.length },
    }
  },
})
