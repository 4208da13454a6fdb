// The effective number behind Hill numbers (shares of kinds), Vendi Scores (shares of a spectrum) and similarity-sensitive
// diversity: how many equally common kinds would be as varied.

/** Nearer to q = 1 than this the general formula loses digits to 1/(1 - q). */
const nearOne = 0.01

/**
 * (Σ pᵢ tᵢ^(q-1))^(1/(1-q)); exp(-Σ pᵢ ln tᵢ) at q = 1, 1/max t at q = ∞, Σ pᵢ/tᵢ at q = 0.
 * @param p shares that sum to 1; those that are 0 do not count.
 * @param q order, >= 0 or Infinity.
 * @param t how ordinary each kind is, > 0 where p is: its own share by default, which gives the exponential of Rényi's entropy.
 * @returns with t = p a number in [1, number of shares above 0].
 * Source: Hill 1973, equation 6; Leinster & Cobbold 2012, equation 1, for t.
 */
export function effectiveNumber(p: ArrayLike<number>, q: number, t: ArrayLike<number> = p): number {
  let largest = 0
  for (let i = 0; i < p.length; i++) if (p[i] > 0 && t[i] > largest) largest = t[i]
  if (q === Number.POSITIVE_INFINITY) return 1 / largest
  let sum = 0
  if (q === 0) {
    for (let i = 0; i < p.length; i++) if (p[i] > 0) sum += p[i] / t[i]
    return sum
  }
  if (q === 1) {
    for (let i = 0; i < p.length; i++) if (p[i] > 0) sum -= p[i] * Math.log(t[i])
    return Math.exp(sum)
  }
  if (Math.abs(q - 1) < nearOne) {
    // Σ p t^(q-1) = 1 + Σ p (t^(q-1) - 1), of which only the small second part is computed.
    for (let i = 0; i < p.length; i++) if (p[i] > 0) sum += p[i] * Math.expm1((q - 1) * Math.log(t[i]))
    return Math.exp(Math.log1p(sum) / (1 - q))
  }
  // The largest is taken out, so that large orders do not underflow.
  const top = Math.log(largest)
  for (let i = 0; i < p.length; i++) if (p[i] > 0) sum += p[i] * Math.exp((q - 1) * (Math.log(t[i]) - top))
  return Math.exp(Math.log(sum) / (1 - q) - top)
}
