// Numbers as people read them: three significant digits, grouped thousands, and no more digits than the interval supports.

/**
 * A number in at most `digits` significant digits: `41.9`, `0.0123`, `12,345`, `4.2e-5`, `∞`. Whole numbers are shown in
 * full; `undefined`, `null` and NaN as a dash.
 */
export function formatNumber(value: number | null | undefined, digits = 3): string {
  if (value === null || value === undefined || Number.isNaN(value)) return '–'
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞'
  const size = Math.abs(value)
  const longestInteger = 1e15
  if (Number.isInteger(value) && size < longestInteger) return grouped(value, 0)
  if (size >= longestInteger || size < 1e-4) return Number(value.toPrecision(digits)).toExponential()
  return grouped(value, decimalsFor(value, digits))
}

/** Decimals that show `digits` significant digits of a value. */
export function decimalsFor(value: number, digits: number): number {
  const rounded = Number(value.toPrecision(digits))
  const magnitude = rounded === 0 ? 0 : Math.floor(Math.log10(Math.abs(rounded)))
  return Math.max(0, digits - 1 - magnitude)
}

/** Fixed decimals, thousands apart, a true minus sign, and none before zero. */
export function grouped(value: number, decimals: number): string {
  const [whole, fraction] = Math.abs(value).toFixed(decimals).split('.')
  const thousands = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  const zero = /^0(\.0*)?$/.test(fraction === undefined ? whole : `${whole}.${fraction}`)
  const sign = value < 0 && !zero ? '−' : ''
  return sign + thousands + (fraction === undefined ? '' : `.${fraction}`)
}

export interface Estimate {
  readonly value: string
  /** `±0.011` when the value is in the middle, else `[40.3, 43.6]`; empty without an interval. */
  readonly interval: string
  /** `40.3 to 43.6`; empty without an interval. */
  readonly spoken: string
}

/**
 * A value with its interval, both to the decimals that show two significant digits of the half-width (at least two and
 * at most five significant digits of the value).
 */
export function formatEstimate(value: number | null, interval?: readonly [number, number]): Estimate {
  if (value === null || interval === undefined || !interval.every(Number.isFinite)) {
    return { value: formatNumber(value), interval: '', spoken: '' }
  }
  const [low, high] = interval
  const halfWidth = Math.max(value - low, high - value)
  if (halfWidth <= 0) return { value: formatNumber(value), interval: '±0', spoken: '' }
  if (Math.abs(value) < 1e-4 && value !== 0) {
    const spoken = `${formatNumber(low)} to ${formatNumber(high)}`
    return { value: formatNumber(value), interval: `[${formatNumber(low)}, ${formatNumber(high)}]`, spoken }
  }
  const wanted = decimalsFor(halfWidth, 2)
  const decimals = Math.min(Math.max(wanted, decimalsFor(value, 2)), decimalsFor(value, 5))
  const show = (number: number) => grouped(number, decimals)
  const skew = Math.abs(value - low - (high - value))
  const symmetric = skew <= 0.05 * (high - low)
  const smallest = 10 ** -decimals
  const half = halfWidth < smallest / 2 ? `<${grouped(smallest, decimals)}` : show(halfWidth)
  return {
    value: show(value),
    interval: symmetric ? `±${half}` : `[${show(low)}, ${show(high)}]`,
    spoken: `${show(low)} to ${show(high)}`,
  }
}

/** `1 item`, `1,200 items`. */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatNumber(count)} ${count === 1 ? singular : plural}`
}

/** A share in [0, 1] as a percentage: `9%`, `0.4%`; never a rounded 0% or 100% for what is neither. */
export function percentage(share: number): string {
  if (share > 0 && share < 0.001) return '<0.1%'
  if (share < 1 && share > 0.995) return '>99%'
  return share < 0.1 && share > 0 ? `${formatNumber(share * 100, 2)}%` : `${Math.round(share * 100)}%`
}
