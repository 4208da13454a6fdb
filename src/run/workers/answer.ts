// What a worker sends back: a result, or an error taken apart so that its class and code survive the way.

import { GamutError, messageOf } from '../../core/index.ts'

export type Answer = { readonly result: unknown } | { readonly error: PackedError }

interface PackedError {
  readonly message: string
  /** Of a GamutError. */
  readonly code?: string
  readonly name?: string
  readonly stack?: string
}

export function packError(error: unknown): PackedError {
  const message = messageOf(error)
  if (!(error instanceof Error)) return { message }
  const { name, stack } = error
  return { message, name, stack, code: error instanceof GamutError ? error.code : undefined }
}

export function unpackError({ message, code, name, stack }: PackedError): Error {
  const error = code === undefined ? new Error(message) : new GamutError(code, message)
  if (name !== undefined) error.name = name
  if (stack !== undefined) error.stack = stack
  return error
}
