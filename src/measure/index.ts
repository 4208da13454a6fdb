// measure: how varied, how good, how complex, how redundant a pool is. One measure a file, each a plain exported function
// with its description as the default export (`defineMeasure`); `measure()` runs a panel of them over a pool or a source.
// Nothing here selects, generates or draws.

export {
  defineItemMeasure,
  defineMeasure,
  type Family,
  type ItemMeasure,
  type Measure,
  type MeasureDescription,
  type MeasureValue,
  measureValue,
  type Reading,
} from './define.ts'
