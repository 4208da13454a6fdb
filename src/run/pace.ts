// How fast work goes and how long it will still take.

export interface Pace {
  readonly done: number
  readonly total: number | undefined
  /** Share done, 0 to 1; undefined while the total is not known. */
  readonly share: number | undefined
  /** Units a second; undefined until it can be told. */
  readonly rate: number | undefined
  readonly secondsLeft: number | undefined
  /** @param time in milliseconds from any origin. */
  update(time: number, done: number, total?: number): void
}

/** A stage younger than this, in milliseconds, tells no rate: its first step says little. */
const youth = 2000
/**
 * Work weighs less the longer ago it was done, by a factor e in this many milliseconds or in a quarter of the age of
 * the stage, whichever is longer: a pass that is slower than the one before shows soon, and a long run does not flicker.
 */
const memory = 20_000

/** The pace of one stage after another: another total, or less done than before, begins a new stage. */
export function createPace(): Pace {
  let done = 0
  let total: number | undefined
  let begun = Number.NaN
  let last = Number.NaN
  let recentWork = 0
  let recentTime = 0

  const share = () => (total === undefined || total <= 0 ? undefined : Math.min(1, Math.max(0, done / total)))
  const rate = () => (last - begun >= youth && recentWork > 0 ? (1000 * recentWork) / recentTime : undefined)

  return {
    get done() {
      return done
    },
    get total() {
      return total
    },
    get share() {
      return share()
    },
    get rate() {
      return rate()
    },
    get secondsLeft() {
      const perSecond = rate()
      if (perSecond === undefined || total === undefined) return undefined
      return Math.max(0, total - done) / perSecond
    },
    update(time, newDone, newTotal) {
      if (newTotal !== total || newDone < done || Number.isNaN(begun)) {
        begun = time
        recentWork = 0
        recentTime = 0
      } else {
        const elapsed = time - last
        const fade = Math.exp(-elapsed / Math.max(memory, (time - begun) / 4))
        recentWork = recentWork * fade + (newDone - done)
        recentTime = recentTime * fade + elapsed
      }
      done = newDone
      total = newTotal
      last = time
    },
  }
}

/** A duration for people: `42 s`, `3 min 20 s`, `2 h 5 min`. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  if (whole < 60) return `${whole} s`
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`
}
