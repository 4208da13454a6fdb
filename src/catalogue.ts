// The one list of methods, loaded one by one when asked for. Each room lists its own; the faces read them here.

import type { Method } from './core/index.ts'
import { measures } from './measure/index.ts'

export const catalogue: Readonly<Record<string, () => Promise<{ readonly default: Method }>>> = {
  ...measures,
}
