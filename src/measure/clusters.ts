// Clusters: how many equally large clusters would be as varied as those that k-means finds.

import { readClusters } from './cluster-measure.ts'
import { defineMeasure } from './define.ts'
import { effectiveNumber } from './effective-number.ts'
import { clusterParams } from './pool-clusters.ts'

/** Fewer items a cluster than this, and sizes are mostly chance. */
const enoughItems = 5

export default defineMeasure({
  name: 'clusters',
  title: 'Effective number of clusters',
  summary: 'How many equally large clusters of vectors would be as varied as those that k-means finds.',
  family: 'diversity',
  direction: 'higher',
  unit: 'effective clusters',
  range: '[1, k]',
  cost: 'linear',
  needs: ['vectors'],
  params: clusterParams,
  ...readClusters(({ n, sizes }) => ({
    value: effectiveNumber(
      sizes.map((size) => size / n),
      1,
    ),
    warning:
      n > 1 && n < enoughItems * sizes.length
        ? `Only ${n} items for ${sizes.length} clusters: their sizes are mostly chance, so ask for fewer with k=.`
        : undefined,
  })),
})
