// Times a call several times and prints one line of JSON, as bench/peers/timing.py does.

/** `call` gives the number to compare, or that number with its stated standard error. */
export async function report(
  call: () => Promise<number | { value: number; standardError?: number }>,
  { rounds, warm = true }: { rounds: number; warm?: boolean },
): Promise<void> {
  if (warm) await call()
  const seconds: number[] = []
  let result: Awaited<ReturnType<typeof call>> = Number.NaN
  for (let round = 0; round < rounds; round++) {
    const start = performance.now()
    result = await call()
    seconds.push((performance.now() - start) / 1000)
  }
  const { value, standardError } = typeof result === 'number' ? { value: result } : result
  const peakBytes = process.resourceUsage().maxRSS * 1024
  console.log(JSON.stringify({ seconds, value, peakBytes, standardError }))
}
