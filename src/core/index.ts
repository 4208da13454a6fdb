// core: the contracts that all rooms share (matrix, pool, context, method), errors, and seeded random streams.
// Nothing here computes on data, touches files, or imports another room.

export { type NamedCall, parseCall, splitTopLevel } from './call.ts'
export {
  type Cache,
  type Context,
  type ContextOptions,
  createContext,
  type Log,
} from './context.ts'
export { exitCode, GamutError, messageOf, nearestName } from './errors.ts'
export type { Matrix } from './matrix.ts'
export {
  defineMethod,
  type Method,
  type MethodDescription,
  type MethodInput,
  type MethodRoom,
  type Paper,
  parseParams,
  requireParts,
} from './method.ts'
export type {
  Categorical,
  Column,
  Mergeable,
  Pool,
  PoolPart,
  PoolSource,
  PoolWith,
  Schema,
} from './pool.ts'
export { hash32, mix32, type Random, randomStream } from './random.ts'
