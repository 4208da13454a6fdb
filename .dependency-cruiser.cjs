// The order of the rooms: imports go only downward, and into another room only through its index.ts.

const levels = [
  ['cli', 'server'],
  ['report'],
  ['align', 'fair', 'decode', 'learn'],
  ['search', 'frontier'],
  ['select'],
  ['measure'],
  ['embed', 'model', 'sandbox'],
  ['run'],
  ['pool'],
  ['numeric'],
  ['core'],
]
/** Rooms on one level that may use another room of that level. */
const sideways = { fair: ['learn'], align: ['decode', 'learn'], cli: ['server'] }
/** Tests may look at what they test from anywhere; the catalogue loads method files one by one. */
const notTests = '[.]test[.]ts$'

const rooms = levels.flat()
const forbidden = rooms.map((room) => {
  const level = levels.findIndex((names) => names.includes(room))
  const below = levels.slice(level + 1).flat()
  const allowed = [room, ...below, ...(sideways[room] ?? [])]
  return {
    name: `${room}-imports-only-downward`,
    severity: 'error',
    from: { path: `^src/${room}/`, pathNot: notTests },
    to: {
      path: '^(src|tests|studies|bench|examples|scripts)/',
      pathNot: [`^src/(${allowed.join('|')})/`, ...(level === 0 ? ['^src/catalogue[.]ts$'] : [])],
    },
  }
})

module.exports = {
  forbidden: [
    ...forbidden,
    {
      name: 'other-rooms-only-through-their-index',
      severity: 'error',
      from: { path: '^src/([^/]+)/', pathNot: notTests },
      to: { path: '^src/[^/]+/', pathNot: ['^src/$1/', '^src/[^/]+/index[.]ts$'] },
    },
    {
      name: 'no-cycles-between-files',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only', 'dynamic-import'] } },
    },
    {
      name: 'no-unlisted-packages',
      severity: 'error',
      from: { path: '^src/', pathNot: notTests },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'unknown', 'undetermined'] },
    },
    { name: 'no-missing-files', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '[.]as[.]ts$' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
}
