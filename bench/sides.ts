// The two sides of a comparison, each in a process of its own, so that peak memory and warm-up are its own too.

import { spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'

/** What a side prints: seconds of every round, the number it computed, the peak memory of its process. */
export interface SideResult {
  readonly seconds: readonly number[]
  readonly value: number
  readonly peakBytes: number
  /** Standard error that the side itself states, if it does. */
  readonly standardError?: number
}

/** The shared machine can slow anything: of several rounds, the median counts. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/** Python with NumPy, SciPy and scikit-learn, where there is one. */
export function peerPython(): string | undefined {
  return ['/usr/bin/python3', 'python3'].find(
    (python) => spawnSync(python, ['-c', 'import numpy, scipy, sklearn']).status === 0,
  )
}

/** Runs a peer of bench/peers. Variables that force an old BLAS kernel would slow it threefold: they are unset. */
export function runPeer(
  python: string,
  script: string,
  args: readonly (string | number)[],
): Promise<SideResult> {
  const { OPENBLAS_CORETYPE: _core, OPENBLAS_L2_SIZE: _cache, ...env } = process.env
  return output(python, [join(import.meta.dirname, 'peers', script), ...args.map(String)], env)
}

/** Runs our side: a file of bench/ours with the same arguments. */
export function runOurs(script: string, args: readonly (string | number)[]): Promise<SideResult> {
  return output(
    process.execPath,
    [join(import.meta.dirname, 'ours', script), ...args.map(String)],
    process.env,
  )
}

function output(command: string, args: string[], env: NodeJS.ProcessEnv): Promise<SideResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'inherit'] })
    let text = ''
    child.stdout.setEncoding('utf8').on('data', (chunk) => {
      text += chunk
    })
    child.on('error', reject)
    child.on('close', (code) => {
      const line = text.trim().split('\n').at(-1) ?? ''
      if (code === 0) resolve(JSON.parse(line))
      else reject(new Error(`${command} ${args.join(' ')} ended with ${code}`))
    })
  })
}

/** Runs the real command on its own and measures the whole process. */
export async function runCommand(args: readonly string[]): Promise<{ seconds: number; peakBytes: number }> {
  const watched = join(import.meta.dirname, 'ours', 'command.ts')
  const { seconds, peakBytes } = await output(process.execPath, [watched, ...args], process.env)
  return { seconds: seconds[0], peakBytes }
}
