// Reading ahead: what comes next is prepared while the consumer works on what came last.

/**
 * The same values, each asked for before the one in front of it is handed over. An error comes when its turn comes. When
 * the consumer stops early, it waits for the value under way, so that nothing is closed while it is in use.
 */
export async function* ahead<T>(values: AsyncGenerator<T>): AsyncGenerator<T> {
  const ask = () => {
    const asked = values.next()
    // The error is thrown below; until then nobody has to handle it.
    asked.catch(() => {})
    return asked
  }
  let under = ask()
  try {
    for (;;) {
      const { done, value } = await under
      if (done) return
      under = ask()
      yield value
    }
  } finally {
    await under.catch(() => {})
    await values.return(undefined)
  }
}
