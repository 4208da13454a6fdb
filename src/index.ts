// gamut-ml: everything the rooms offer, from one place. `gamut-ml/measure` and the like import one room alone.

export * from './core/index.ts'
export * from './embed/index.ts'
export * from './measure/index.ts'
export * from './numeric/index.ts'
export * from './pool/index.ts'
export * from './report/index.ts'
export * from './run/index.ts'
