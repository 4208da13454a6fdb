// Tests that have a long version ask here how long to go on.

/** Milliseconds to go on: five seconds in `npm test`, two minutes in `npm run soak`. */
export const soakMilliseconds: number = process.env.GAMUT_SOAK ? 120_000 : 5_000
