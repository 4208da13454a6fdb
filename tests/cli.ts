// Running the real command in tests.

import { spawn } from 'node:child_process'
import { join } from 'node:path'

export const root: string = join(import.meta.dirname, '..')

export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  cwd?: string
  env?: NodeJS.ProcessEnv
  input?: string | Uint8Array
  /** Words before the program, such as a wrapper that takes the network away. */
  before?: readonly string[]
  /** Options of Node itself. */
  node?: readonly string[]
}

/** Runs `gamut` with these words from its sources, and waits for its end. */
export function gamut(words: readonly string[], options: RunOptions = {}): Promise<Ended> {
  const { before = [], node = [], cwd, env = process.env, input } = options
  const [command, ...args] = [
    ...before,
    process.execPath,
    ...node,
    join(root, 'src', 'cli', 'main.ts'),
    ...words,
  ]
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text) => {
      stdout += text
    })
    child.stderr.setEncoding('utf8').on('data', (text) => {
      stderr += text
    })
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, stdout, stderr }))
    child.stdin.on('error', () => {})
    child.stdin.end(input)
  })
}
