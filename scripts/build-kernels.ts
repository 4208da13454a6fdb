// Compiles the AssemblyScript sources `*.as.ts` under src/ to WebAssembly and writes each beside its source as `*.wasm.ts`, a
// module that exports the bytes in base64: tsc copies no assets, so the bytes have to be code.
// The results are committed; a test compiles the sources anew and compares.

import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import asc from 'assemblyscript/asc'

const root = join(import.meta.dirname, '..')

/** Paths of all kernel sources, relative to the repository. */
export function kernelSources(): string[] {
  return globSync('src/**/*.as.ts', { cwd: root }).sort()
}

/** Where the compiled form of a source stands. */
export function compiledPath(source: string): string {
  return source.replace(/\.as\.ts$/, '.wasm.ts')
}

/** The text of the module that holds the compiled form of a source. */
export async function compileKernel(source: string): Promise<string> {
  const name = basename(source)
  let bytes: Uint8Array | undefined
  const { error, stderr } = await asc.main(
    [
      name,
      '--outFile',
      'kernel.wasm',
      '-O3',
      '--noAssert',
      '--runtime',
      'stub',
      '--enable',
      'simd',
      '--enable',
      'relaxed-simd',
      '--importMemory',
    ],
    {
      readFile: (file) => (file === name ? readFileSync(join(root, source), 'utf8') : null),
      writeFile: (_file, contents) => {
        bytes = typeof contents === 'string' ? Buffer.from(contents) : contents
      },
      listFiles: () => [],
    },
  )
  if (error !== null || bytes === undefined)
    throw new Error(`${source} does not compile:\n${stderr.toString()}`)
  return (
    `// Compiled from ${name} by scripts/build-kernels.ts: change that, not this.\n` +
    `export const wasm =\n  '${Buffer.from(bytes).toString('base64')}'\n`
  )
}

if (import.meta.main) {
  for (const source of kernelSources()) {
    writeFileSync(join(root, compiledPath(source)), await compileKernel(source))
    process.stderr.write(`${compiledPath(source)}\n`)
  }
}
