// Measures per class over blocks: one small state is kept for each class that has occurred.

import type { Mergeable, Pool } from '../core/index.ts'
import type { MeasureValue } from './define.ts'

/** Numbers held over all classes, 256 MiB: beyond, as when every item has a class of its own, the measure gives up. */
const mostNumbers = 2 ** 25

export interface ClassStreamDescription<State> {
  /** The state of each class of a block. */
  of(block: Pool): Iterable<readonly [label: string, state: State]>
  /** Adds `from` to `into`. */
  merge(into: State, from: State): State
  /** Numbers that a state holds. */
  readonly size: number
  finish(classes: ReadonlyMap<string, State>): MeasureValue
}

interface Classes<State> {
  readonly states: Map<string, State>
  tooMany: boolean
}

export function classStream<State>({
  of,
  merge,
  size,
  finish,
}: ClassStreamDescription<State>): Mergeable<Classes<State>, MeasureValue> {
  const addAll = (classes: Classes<State>, more: Iterable<readonly [string, State]>): Classes<State> => {
    if (classes.tooMany) return classes
    for (const [label, state] of more) {
      const known = classes.states.get(label)
      classes.states.set(label, known === undefined ? state : merge(known, state))
    }
    if (classes.states.size * size > mostNumbers) {
      classes.states.clear()
      classes.tooMany = true
    }
    return classes
  }
  return {
    init: () => ({ states: new Map(), tooMany: false }),
    add: (classes, block) => addAll(classes, of(block)),
    merge: (a, b) => {
      addAll(a, b.states)
      if (b.tooMany) a.states.clear()
      a.tooMany ||= b.tooMany
      return a
    },
    finish: ({ states, tooMany }) =>
      tooMany
        ? { value: null, reason: 'there are too many classes to keep all in memory: measure a sample', n: 0 }
        : finish(states),
  }
}
