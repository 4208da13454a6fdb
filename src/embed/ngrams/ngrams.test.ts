import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Matrix } from '../../core/index.ts'
import { row } from '../../numeric/index.ts'
import { ngramEmbedder } from '../index.ts'

const embedder = ngramEmbedder()

async function vectorsOf(texts: readonly string[], dimensions = 1024): Promise<Matrix> {
  return ngramEmbedder({ dimensions }).embed(texts)
}

function dot(X: Matrix, i: number, j: number): number {
  const [a, b] = [row(X, i), row(X, j)]
  let sum = 0
  for (let k = 0; k < a.length; k++) sum += a[k] * b[k]
  return sum
}

async function cosine(a: string, b: string): Promise<number> {
  return dot(await vectorsOf([a, b]), 0, 1)
}

/** Texts of all kinds: any code points, lone surrogates too, blanks, CJK, right to left, emoji, plain words. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) }),
  fc.string({
    unit: fc.constantFrom(' ', '\n', '\t', '\u3000', 'a', '猫', 'ท', 'ש', '👩‍👩‍👧', '\u200d', '!'),
  }),
  fc.lorem(),
)

test('every vector has length 1 and finite numbers, whatever the text', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyText), fc.constantFrom(1, 2, 7, 64, 1024), async (texts, dimensions) => {
      const X = await vectorsOf(texts, dimensions)
      assert.deepEqual([X.rows, X.cols], [texts.length, dimensions])
      for (let i = 0; i < X.rows; i++) {
        const squares = dot(X, i, i)
        assert.ok(Math.abs(squares - 1) < 1e-5, `squared length ${squares} of ${JSON.stringify(texts[i])}`)
      }
    }),
    { numRuns: 150 },
  )
})

test('a text has the same bytes wherever it stands and whatever stands around it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyText, { minLength: 1 }), fc.nat(), async (texts, shift) => {
      const X = await vectorsOf(texts)
      const moved = texts.map((_, i) => (i + shift) % texts.length)
      const Y = await vectorsOf(moved.map((i) => texts[i]))
      moved.forEach((from, to) => {
        assert.deepEqual(row(Y, to), row(X, from))
      })
    }),
    { numRuns: 50 },
  )
})

test('the bytes are the same on every machine', async () => {
  const X = await vectorsOf(['The cat sat.', '猫が座った', 'Кошка'], 8)
  const known = [
    [-0.092605, 0.123474, -0.308685, -0.432158, -0.365854, -0.432158, -0.432158, -0.432158],
    [0.288675, 0, -0.57735, -0.57735, 0.288675, 0, 0.288675, -0.288675],
    [-0.447214, 0.223607, 0, 0, 0.223607, -0.67082, -0.223607, -0.447214],
  ]
  assert.deepEqual(
    known.map((_, i) => Array.from(row(X, i), (value) => Math.round(1e6 * value) / 1e6 + 0)),
    known,
  )
})

test('case, width, composition, invisible characters and white space make no difference', async () => {
  for (const [a, b] of [
    ['Hello World', 'hello   wORLD\n'],
    ['ｆｕｌｌ　ｗｉｄｔｈ', 'full width'],
    ['caf\u00e9', 'cafe\u0301'],
    ['co\u00adoper\u200bate', 'cooperate'],
    ['\ufeffstart', 'start'],
  ]) {
    const X = await vectorsOf([a, b])
    assert.deepEqual(row(X, 0), row(X, 1), `${a} and ${b}`)
  }
})

test('texts without anything visible get the first unit vector', async () => {
  const X = await vectorsOf(['', '   ', '\n\t\u3000', '\u200b\ufeff'], 16)
  for (let i = 0; i < X.rows; i++) assert.deepEqual([...row(X, i)], [1, ...new Array(15).fill(0)])
})

test('the order of the words, signs, and single letters count', async () => {
  for (const [a, b] of [
    ['dog bites man', 'man bites dog'],
    ['x += 1', 'x -= 1'],
    ['?', '!'],
    ['a', 'b'],
    ['😀', '😢'],
  ]) {
    assert.ok((await cosine(a, b)) < 0.999, `${a} and ${b}`)
  }
})

test('nearly equal texts are nearer than related ones, and those nearer than strangers, in any script', async () => {
  const triples = [
    [
      'How do I reset the password of my account?',
      'How do I reset the password for my account?',
      'I forgot my password, can it be reset?',
      'The ferry leaves the island at noon.',
    ],
    [
      'Wie setze ich das Passwort meines Kontos zurück?',
      'Wie setze ich das Passwort meines Kontos zurueck?',
      'Passwort vergessen: lässt es sich zurücksetzen?',
      'Die Fähre verlässt die Insel gegen Mittag.',
    ],
    ['我想重置我的账户密码', '我想重置我的帐户密码', '忘记密码了怎么办', '渡轮中午离开小岛'],
    [
      'アカウントのパスワードを再設定したい',
      'アカウントのパスワードを再設定したいです',
      'パスワードを忘れました',
      '船は正午に島を出ます',
    ],
    [
      '계정 비밀번호를 재설정하고 싶어요',
      '계정 비밀번호 재설정하고 싶어요',
      '비밀번호를 잊었어요',
      '배는 정오에 섬을 떠난다',
    ],
    [
      'كيف أعيد تعيين كلمة مرور حسابي؟',
      'كيف أعيد تعيين كلمة المرور لحسابي؟',
      'نسيت كلمة مرور الحساب',
      'تغادر العبارة الجزيرة ظهرا',
    ],
    ['ฉันต้องการรีเซ็ตรหัสผ่านบัญชี', 'ฉันอยากรีเซ็ตรหัสผ่านบัญชี', 'ลืมรหัสผ่านบัญชี', 'เรือออกจากเกาะตอนเที่ยง'],
  ]
  for (const [text, nearly, related, stranger] of triples) {
    const X = await vectorsOf([text, nearly, related, stranger])
    const [a, b, c] = [dot(X, 0, 1), dot(X, 0, 2), dot(X, 0, 3)]
    assert.ok(a > 0.6 && a > b && b > c && c < 0.25, `${text}: ${a}, ${b}, ${c}`)
  }
})

test('random words that share nothing are nearly at right angles', async () => {
  const words = ['qwxz', 'vbnm', 'plokij', 'ghtyu', 'zzyyxx', 'wkjfh', 'mnbgt', 'rrtrq']
  const X = await vectorsOf(words, 4096)
  for (let i = 0; i < words.length; i++) {
    for (let j = 0; j < i; j++) assert.ok(Math.abs(dot(X, i, j)) < 0.15)
  }
})

test('of a text longer than a window, half of it copied is nearer than a strange one', async () => {
  const lines = (subject: string, n: number) =>
    Array.from(
      { length: n },
      (_, i) => `Line ${i * 7919} tells of ${subject} and its ${i % 97} parts. `,
    ).join('')
  const X = await vectorsOf([
    lines('locomotives', 4000),
    lines('locomotives', 2000),
    lines('marmalade', 4000),
    `${lines('locomotives', 4000)} `,
  ])
  assert.ok(dot(X, 0, 1) > dot(X, 0, 2))
  assert.ok(dot(X, 0, 3) > 0.9999)
})

test('a text of 10 MB is embedded in bounded memory', async () => {
  const text = Array.from({ length: 500_000 }, (_, i) => `${(i * 2_654_435_761) % 1_000_003} word `).join('')
  const before = process.memoryUsage().arrayBuffers
  const X = await vectorsOf([text])
  assert.ok(Math.abs(dot(X, 0, 0) - 1) < 1e-5)
  assert.ok(process.memoryUsage().arrayBuffers - before < 100 * 2 ** 20)
})

test('worker threads give the same bytes as this one', async () => {
  const line = 'Many words make a long document, and many documents make a pool. '
  const texts = Array.from({ length: 40 }, (_, i) => `${i} ${line.repeat(3300)} ${i * i}`)
  const threads = process.env.GAMUT_THREADS
  const reports: [number, number | undefined][] = []
  try {
    process.env.GAMUT_THREADS = '2'
    const inWorkers = await embedder.embed(texts, { progress: (done, total) => reports.push([done, total]) })
    const here = await vectorsOf([texts[39], texts[0]])
    assert.deepEqual(row(inWorkers, 39), row(here, 0))
    assert.deepEqual(row(inWorkers, 0), row(here, 1))
    assert.deepEqual(reports.at(-1), [40, 40])
  } finally {
    if (threads === undefined) delete process.env.GAMUT_THREADS
    else process.env.GAMUT_THREADS = threads
  }
})

test('cancelling ends the work between blocks', async () => {
  const controller = new AbortController()
  const texts = Array.from({ length: 40 }, (_, i) => `${i} `.repeat(20_000))
  let last = 0
  await assert.rejects(
    embedder.embed(texts, {
      signal: controller.signal,
      progress: (done) => {
        last = done
        controller.abort(new Error('enough'))
      },
    }),
    { message: 'enough' },
  )
  assert.ok(last > 0 && last < 40)
})

const sts = join(process.env.GAMUT_DATA ?? '../shared/data', 'stsb', 'stsb-en-dev.csv')

test('Spearman correlation with people’s judgement of similarity (STS-B dev) is at least 0.72', {
  skip: !existsSync(sts) && `${sts} is not there`,
}, async () => {
  const rows = readRows(readFileSync(sts, 'utf8')).filter((cells) => cells.length === 3)
  const X = await vectorsOf(rows.flatMap((cells) => cells.slice(0, 2)))
  const cosines = rows.map((_, i) => dot(X, 2 * i, 2 * i + 1))
  const rho = spearman(
    cosines,
    rows.map(([, , score]) => Number(score)),
  )
  assert.ok(rho > 0.72, `Spearman ${rho}`)
})

/** Rows of a CSV whose cells may be quoted. */
function readRows(csv: string): string[][] {
  return csv
    .trim()
    .split('\n')
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
        quoted === undefined ? plain.trim() : quoted.replaceAll('""', '"'),
      ),
    )
}

function spearman(a: readonly number[], b: readonly number[]): number {
  const [x, y] = [ranks(a), ranks(b)]
  const mean = (a.length - 1) / 2
  let [xy, xx, yy] = [0, 0, 0]
  for (let i = 0; i < x.length; i++) {
    xy += (x[i] - mean) * (y[i] - mean)
    xx += (x[i] - mean) ** 2
    yy += (y[i] - mean) ** 2
  }
  return xy / Math.sqrt(xx * yy)
}

/** Ranks from 0; ties share their mean rank. */
function ranks(values: readonly number[]): number[] {
  const order = values.map((_, i) => i).sort((i, j) => values[i] - values[j])
  const result = new Array<number>(values.length)
  for (let from = 0; from < order.length; ) {
    let to = from
    while (to < order.length && values[order[to]] === values[order[from]]) to++
    for (let k = from; k < to; k++) result[order[k]] = (from + to - 1) / 2
    from = to
  }
  return result
}
