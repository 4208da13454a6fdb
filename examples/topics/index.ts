// The planted topics of the example pool.

import { animals } from './animals.ts'
import { astronomy } from './astronomy.ts'
import { cooking } from './cooking.ts'
import { gardening } from './gardening.ts'
import { history } from './history.ts'
import { music } from './music.ts'
import { programming } from './programming.ts'
import type { Topic } from './shape.ts'
import { travel } from './travel.ts'

export const topics: readonly Topic[] = [
  cooking,
  astronomy,
  gardening,
  travel,
  music,
  programming,
  history,
  animals,
]
