// Loading the WebAssembly kernels of this room. Each is compiled once a process; every call gets memory of its own, which
// goes when the call is done.

const pageBytes = 65536

export interface KernelMemory<Exports> {
  readonly exports: Exports
  /** The next `count` f64 numbers of the memory, zero, as a view with the address the kernel wants. */
  numbers(count: number): { readonly at: number; readonly view: Float64Array<ArrayBuffer> }
}

/**
 * Makes the loader of a kernel.
 * @param wasm the bytes, in base64.
 * @param pick the functions wanted, taken from what the module exports.
 */
export function wasmKernel<Exports>(
  wasm: string,
  pick: (exports: WebAssembly.Exports) => Exports,
): (numbers: number) => KernelMemory<Exports> {
  let module: WebAssembly.Module | undefined
  return (numbers) => {
    module ??= new WebAssembly.Module(Buffer.from(wasm, 'base64'))
    // The first page is left to the compiler's own static data.
    const pages = 1 + Math.ceil((numbers * 8) / pageBytes)
    const memory = new WebAssembly.Memory({ initial: pages })
    const abort = (): never => {
      throw new Error('a WebAssembly kernel stopped')
    }
    const instance = new WebAssembly.Instance(module, { env: { memory, abort } })
    const { buffer } = memory
    let next = pageBytes
    return {
      exports: pick(instance.exports),
      numbers(count) {
        const view = new Float64Array(buffer, next, count)
        const at = next
        next += count * 8
        return { at, view }
      },
    }
  }
}
