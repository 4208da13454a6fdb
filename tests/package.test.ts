// The built package, as others will import it.

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { root } from './cli.ts'

const built = {
  skip: existsSync(join(root, 'dist', 'index.js')) ? false : 'dist is missing: npm run build makes it',
}

/** A program that imports the package by its name, as a user's would. */
function runImporting(program: string): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, ['--input-type=module', '-e', program], { cwd: root, encoding: 'utf8' })
}

const publicNames = [
  ...['vendiScore', 'vendiScoreFromKernel', 'vendiProfile', 'hillNumber', 'intDiv', 'ngramKernel'],
  ...[
    'qualityWeightedVendi',
    'matrix',
    'readPool',
    'openPool',
    'embed',
    'measure',
    'nearDuplicates',
    'kmeans',
    'pca',
  ],
  ...['distinctN', 'selfBleu', 'compressionRatio', 'mtld', 'hdd', 'eigenvalues'],
]

test('the public names are functions of the built package', built, () => {
  const program = `import * as gamut from 'gamut-ml'; console.log(JSON.stringify(${JSON.stringify(publicNames)}.filter((name) => typeof gamut[name] !== 'function')))`
  const { status, stdout, stderr } = runImporting(program)
  assert.equal(status, 0, stderr)
  assert.deepEqual(JSON.parse(stdout), [])
})

test('every room is a subpath of the built package', built, () => {
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const rooms = Object.keys(exports).filter((path) => !path.endsWith('.json') && path !== '.')
  const program = rooms.map((path) => `await import('gamut-ml${path.slice(1)}')`).join('\n')
  const { status, stderr } = runImporting(program)
  assert.equal(status, 0, stderr)
})

test('the built package computes: engine, kernels and files', built, () => {
  const program = `
    import { matrix, measure, readPool, vendiScore } from 'gamut-ml'
    const { score } = await vendiScore(matrix([[1, 0], [0, 1], [0, 1]]))
    const report = await measure(await readPool('examples/pool.jsonl'), { only: ['vendi', 'near-duplicates'] })
    console.log(JSON.stringify([score, report.measures.map(({ value }) => value > 0)]))`
  const { status, stdout, stderr } = runImporting(program)
  assert.equal(status, 0, stderr)
  const [score, positive] = JSON.parse(stdout)
  assert.ok(Math.abs(score - Math.exp(-(Math.log(1 / 3) / 3 + (2 * Math.log(2 / 3)) / 3))) < 1e-9)
  assert.deepEqual(positive, [true, true])
})

test('publint finds nothing wrong with the package', built, async () => {
  const { publint } = await import('publint')
  const { messages } = await publint({ pkgDir: root, pack: false, level: 'warning' })
  assert.deepEqual(messages, [])
})

test('its types resolve for every kind of importer of ES modules', built, () => {
  const folder = mkdtempSync(join(tmpdir(), 'gamut-pack-'))
  try {
    const pack = spawnSync('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], {
      cwd: root,
      encoding: 'utf8',
    })
    assert.equal(pack.status, 0, pack.stderr)
    const tarball = join(folder, pack.stdout.trim().split('\n').at(-1)!)
    const attw = spawnSync(
      join(root, 'node_modules', '.bin', 'attw'),
      [tarball, '--profile', 'esm-only', '--no-emoji', '--format', 'ascii'],
      {
        cwd: root,
        encoding: 'utf8',
      },
    )
    assert.equal(attw.status, 0, attw.stdout + attw.stderr)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('the command of the built package prints its help', built, () => {
  const { status, stdout } = spawnSync(process.execPath, [join(root, 'dist', 'cli', 'main.js'), '--help'], {
    encoding: 'utf8',
  })
  assert.equal(status, 0)
  assert.match(stdout, /gamut measure --help/)
})
