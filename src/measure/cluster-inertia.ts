// Cluster inertia: how widely the items spread around the centres of their clusters.

import { readClusters } from './cluster-measure.ts'
import { defineMeasure } from './define.ts'
import { clusterParams } from './pool-clusters.ts'

export default defineMeasure({
  name: 'cluster-inertia',
  title: 'Cluster inertia',
  summary:
    'The mean squared distance of an item to the centre of its cluster: variety within clusters. Falls with k.',
  family: 'diversity',
  direction: 'higher',
  unit: 'squared units of the vectors',
  range: '[0, ∞); [0, 1] for unit vectors',
  cost: 'linear',
  needs: ['vectors'],
  params: clusterParams,
  ...readClusters(({ inertia }) => ({ value: inertia })),
})
