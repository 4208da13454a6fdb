// Cluster entropy: how evenly the items spread over the clusters that k-means finds.

import { readClusters } from './cluster-measure.ts'
import { defineMeasure } from './define.ts'
import { entropy } from './label-entropy.ts'
import { clusterParams } from './pool-clusters.ts'

export default defineMeasure({
  name: 'cluster-entropy',
  title: 'Cluster entropy',
  summary: 'How uncertain the cluster of a random item is: 0 when all items fall into one.',
  family: 'diversity',
  direction: 'higher',
  unit: 'nats',
  range: '[0, ln k]',
  cost: 'linear',
  needs: ['vectors'],
  params: clusterParams,
  ...readClusters(({ n, sizes }) => ({ value: entropy(sizes.map((size) => size / n)) })),
})
