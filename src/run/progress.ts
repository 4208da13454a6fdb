// Progress for people: a bar on a terminal, a line now and then where asked for, else nothing.

import type { SingleBar } from 'cli-progress'
import type { Context } from '../core/index.ts'
import { createPace, formatDuration, type Pace } from './pace.ts'

/** Where people read: stderr, or anything of its kind. */
export type ProgressStream = NodeJS.WritableStream & { readonly isTTY?: boolean }

export interface ProgressOptions {
  /** Without a terminal, print a line at most every 10 seconds instead of nothing. */
  plain?: boolean
  /** Milliseconds from any origin. */
  now?: () => number
}

export interface ProgressDisplay {
  /** Give this to a context. */
  readonly report: Context['progress']
  /** Prints a line above the bar. */
  write(line: string): void
  /** Takes the bar away; call it however the run ends, because a bar keeps the process alive. */
  stop(): void
}

/** A run shorter than this shows no bar, in milliseconds. */
const grace = 500
const redraw = 100
const plainInterval = 10_000
const barWidth = 16

/**
 * Shows the share done, the rate, the time left and what is being done now. The time left is that of the present stage:
 * a report with another total, or with less done than before, begins a new stage; see `inPasses`.
 */
export function terminalProgress(
  stream: ProgressStream = process.stderr,
  { plain = false, now = () => performance.now() }: ProgressOptions = {},
): ProgressDisplay {
  const line = (text: string) => stream.write(`${text}\n`)
  if (stream.isTTY) return barDisplay(stream, now)
  if (plain) return plainDisplay(line, now)
  return { report: () => {}, write: line, stop: () => {} }
}

/**
 * Reporters for the passes of one job over the same items, on one scale: pass i of n counts as done/n of the whole, so
 * that the percentage and the time left are those of the job. All passes report the same total, or none.
 */
export function inPasses(progress: Context['progress'], passes: number): Context['progress'][] {
  return Array.from({ length: passes }, (_, pass) => (done, total, note) => {
    if (total === undefined) progress(done, undefined, note)
    else progress(pass * total + Math.min(done, total), passes * total, note)
  })
}

function plainDisplay(line: (text: string) => void, now: () => number): ProgressDisplay {
  const pace = createPace()
  let last = now()
  return {
    report(done, total, note) {
      const time = now()
      pace.update(time, done, total)
      if (time - last < plainInterval) return
      last = time
      line(describe(pace, note))
    },
    write: line,
    stop: () => {},
  }
}

function barDisplay(stream: ProgressStream, now: () => number): ProgressDisplay {
  const pace = createPace()
  const begun = now()
  let last = begun
  let note: string | undefined
  let state: 'none' | 'loading' | SingleBar | 'stopped' = 'none'

  async function load(): Promise<void> {
    const { default: progress } = await import('cli-progress')
    if (state === 'stopped') return
    state = new progress.SingleBar({
      stream,
      format: () => `${drawBar(pace)} ${describe(pace, note)}`,
      clearOnComplete: true,
      // Neither the cursor nor line wrapping is changed: a killed run leaves the terminal as it was.
      hideCursor: null,
      linewrap: true,
      gracefulExit: false,
      forceRedraw: true,
    })
    state.start(1, 0)
  }

  return {
    report(done, total, text) {
      const time = now()
      if (time - last < redraw) return
      last = time
      note = text
      pace.update(time, done, total)
      if (typeof state === 'object') state.update(0)
      else if (state === 'none' && time - begun >= grace) {
        state = 'loading'
        void load()
      }
    },
    write(text) {
      if (typeof state === 'object') state.stop()
      stream.write(`${text}\n`)
      if (typeof state === 'object') state.start(1, 0)
    },
    stop() {
      if (typeof state === 'object') state.stop()
      state = 'stopped'
    },
  }
}

function drawBar({ share }: Pace): string {
  if (share === undefined) return `[${'.'.repeat(barWidth)}]`
  const filled = Math.round(share * barWidth)
  return `[${'='.repeat(filled)}${'-'.repeat(barWidth - filled)}]`
}

function describe({ done, total, share, rate, secondsLeft }: Pace, note: string | undefined): string {
  const parts = [
    share === undefined || total === undefined
      ? `${formatCount(done)} done`
      : `${Math.floor(100 * share)}% of ${formatCount(total)}`,
  ]
  if (rate !== undefined) parts.push(`${formatCount(rate)}/s`)
  if (secondsLeft !== undefined) parts.push(`${formatDuration(secondsLeft)} left`)
  if (note) parts.push(note)
  return parts.join(' · ')
}

/** Whole numbers with thousands separated; small rates with two digits. */
function formatCount(value: number): string {
  if (value < 10 && !Number.isInteger(value)) return value.toPrecision(2)
  return Math.round(value).toLocaleString('en-US')
}
