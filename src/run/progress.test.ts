import assert from 'node:assert/strict'
import { Writable } from 'node:stream'
import { test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import fc from 'fast-check'
import { inPasses, terminalProgress } from './index.ts'
import { createPace, formatDuration } from './pace.ts'

/** A stream that keeps what is written, as a terminal or not. */
function paper(isTTY: boolean) {
  let text = ''
  const stream = Object.assign(
    new Writable({
      write(chunk, _encoding, done) {
        text += chunk
        done()
      },
    }),
    { isTTY, columns: 100 },
  )
  return { stream, text: () => text }
}

/** A clock that stands still until told. */
function clock() {
  let time = 5000
  return {
    now: () => time,
    pass: (seconds: number) => {
      time += 1000 * seconds
    },
  }
}

test('at an even pace the rate and the time left are exact', () => {
  const pace = createPace()
  for (let second = 0; second <= 10; second++) pace.update(1000 * second, 50 * second, 2000)
  assert.equal(pace.share, 0.25)
  assert.ok(Math.abs(pace.rate! - 50) < 1e-9)
  assert.ok(Math.abs(pace.secondsLeft! - 30) < 1e-9)
})

test('nothing is said of rate and time left in the first two seconds or without a total', () => {
  const pace = createPace()
  pace.update(0, 0, 100)
  pace.update(1500, 30, 100)
  assert.equal(pace.rate, undefined)
  assert.equal(pace.secondsLeft, undefined)
  const endless = createPace()
  endless.update(0, 0)
  endless.update(4000, 20)
  assert.equal(endless.share, undefined)
  assert.equal(endless.rate, 5)
  assert.equal(endless.secondsLeft, undefined)
})

test('a second pass that is ten times slower soon shows in the time left', () => {
  const pace = createPace()
  const [first, second] = inPasses((done, total) => pace.update(time, done, total), 2)
  let time = 0
  for (let n = 0; n <= 10_000; n += 100, time += 100) first(n, 10_000)
  assert.ok(pace.secondsLeft! < 11)
  for (let n = 0; n <= 7500; n += 100, time += 1000) second(n, 10_000)
  assert.equal(pace.share, 0.875)
  // 2,500 items are left at 100 a second.
  assert.ok(pace.secondsLeft! > 20 && pace.secondsLeft! < 30, `${pace.secondsLeft} s`)
})

test('another total, or less done than before, begins anew', () => {
  for (const [done, total] of [
    [0, 100],
    [60, 200],
  ]) {
    const pace = createPace()
    pace.update(0, 0, 100)
    pace.update(10_000, 50, 100)
    assert.equal(pace.rate, 5)
    pace.update(11_000, done, total)
    assert.equal(pace.rate, undefined)
    pace.update(15_000, done + 4, total)
    assert.equal(pace.rate, 1)
  }
})

test('whatever is reported, shares lie in [0, 1] and times left are not negative', () => {
  const report = fc.tuple(fc.nat(10_000), fc.nat(1000), fc.option(fc.nat(1000), { nil: undefined }))
  fc.assert(
    fc.property(fc.array(report), (reports) => {
      const pace = createPace()
      let time = 0
      for (const [elapsed, done, total] of reports) {
        time += elapsed
        pace.update(time, done, total)
        assert.ok(pace.share === undefined || (pace.share >= 0 && pace.share <= 1))
        assert.ok(pace.secondsLeft === undefined || pace.secondsLeft >= 0)
      }
    }),
  )
})

test('durations are written for people', () => {
  assert.deepEqual([0.2, 59.4, 61, 3599, 3600, 93_900].map(formatDuration), [
    '0 s',
    '59 s',
    '1 min 1 s',
    '59 min 59 s',
    '1 h 0 min',
    '26 h 5 min',
  ])
})

test('without a terminal nothing is printed but the lines meant for people', () => {
  const { stream, text } = paper(false)
  const time = clock()
  const display = terminalProgress(stream, { now: time.now })
  for (let done = 0; done < 100; done++, time.pass(1)) display.report(done, 100, 'working')
  display.write('A note.')
  display.stop()
  assert.equal(text(), 'A note.\n')
})

test('in plain mode a line comes at most every ten seconds', () => {
  const { stream, text } = paper(false)
  const time = clock()
  const display = terminalProgress(stream, { plain: true, now: time.now })
  for (let done = 0; done <= 3600; done++, time.pass(0.01))
    display.report(1000 * done, 3_600_000, 'measuring')
  display.stop()
  assert.equal(
    text(),
    [
      '27% of 3,600,000 · 100,000/s · 26 s left · measuring',
      '55% of 3,600,000 · 100,000/s · 16 s left · measuring',
      '83% of 3,600,000 · 100,000/s · 6 s left · measuring',
      '',
    ].join('\n'),
  )
})

test('on a terminal a bar shows share, rate, time left and what is being done, lines come above it, and it goes', async () => {
  const { stream, text } = paper(true)
  const time = clock()
  const display = terminalProgress(stream, { now: time.now })
  const step = async (done: number) => {
    time.pass(1)
    display.report(done, 400, 'reading')
    await setTimeout(20)
  }
  for (let done = 0; done <= 100; done += 10) await step(done)
  await setTimeout(250)
  display.write('A note.')
  await step(110)
  await setTimeout(150)
  display.stop()
  assert.match(text(), /\[={4}-{12}\] 25% of 400 · 10\/s · 30 s left · reading/)
  assert.match(text(), /A note\.\n/)
  assert.ok(text().lastIndexOf('27% of 400') > text().indexOf('A note.'), text())
  assert.ok(text().endsWith('\u001B[2K'), 'the line of the bar is cleared')
})

test('a short run shows no bar', async () => {
  const { stream, text } = paper(true)
  const time = clock()
  const display = terminalProgress(stream, { now: time.now })
  for (let done = 0; done < 4; done++, time.pass(0.1)) display.report(done, 4)
  await setTimeout(50)
  display.stop()
  assert.equal(text(), '')
})
