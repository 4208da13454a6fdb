// Hashes texts in a worker thread.

import { serveTasks } from '../../run/index.ts'
import { hashTexts } from './ngrams.ts'

serveTasks(hashTexts, ({ buffer }) => [buffer])
