import type { Topic } from './shape.ts'

export const astronomy: Topic = {
  name: 'astronomy',
  prompts: [
    {
      prompt: 'Why do stars twinkle but planets do not?',
      ideas: [
        'Starlight arrives from a single point, so every {ripple|eddy|pocket of warm air} in the atmosphere bends the whole of it at once.',
        'A planet is a tiny disc rather than a point, and its many rays {average out|jitter in different directions} into a steady glow.',
        'Look low on the horizon and even {Venus|Jupiter} may shimmer, since its light ploughs through {ten times|far} more air.',
        'Astronomers call the effect scintillation and fight it with {mirrors that flex a thousand times a second|observatories on dry mountain tops}.',
        'From orbit nothing twinkles, which is one reason for lofting {Hubble|a telescope} above the {weather|turbulence}.',
        'The colours you see in flashing {Sirius|Capella} come from air splitting the light like a {restless|badly held} prism.',
        'Try {defocusing binoculars|squinting through a straw} at Vega and then at Saturn: one dances, the other {sits still|barely stirs}.',
      ],
    },
    {
      prompt: 'What can I see with cheap binoculars tonight?',
      ideas: [
        "Jupiter's four big moons show as {pinpricks|a row of sparks} and change places {from night to night|between dinner and midnight}.",
        'Sweep the {Milky Way|river of stars} from {Cygnus|Cassiopeia} downwards and stop wherever the field turns {grainy|to powdered sugar}.',
        'The Pleiades burst from {six|seven} naked-eye stars to {forty|dozens} of blue ones.',
        'Rest your elbows on a {car roof|fence post|beanbag}, because {trembling hands|your own pulse} hide more than cheap glass does.',
        "Along the Moon's terminator, where shadows are long, craters such as {Copernicus|Tycho|Plato} stand out like {thumbprints|bowls}.",
        'Find the Andromeda galaxy as a {smudge|pale oval}; its light left {two and a half million|roughly 2,500,000} years ago.',
        'Give your eyes {twenty|thirty} minutes in the dark and cover your phone with {red film|a red sock}.',
      ],
    },
    {
      prompt: 'How do we know the distance to a star?',
      ideas: [
        'Near stars shift against the background as Earth swings {across its orbit|from January to July}, and trigonometry turns that {parallax|wobble} into light years.',
        '{Cepheid|Pulsating} variables brighten in a rhythm tied to their true luminosity, as {Henrietta Leavitt|a Harvard computer named Leavitt} noticed in 1912.',
        'The Gaia spacecraft measured {more than a billion|nearly two billion} positions to the width of a {coin on the Moon|hair seen from a thousand kilometres}.',
        'Type Ia supernovae serve as {standard candles|identical light bulbs}: compare how bright one looks with how bright it must be.',
        'Each method {calibrates|lends its ruler to} the next, a chain called the cosmic distance {ladder|staircase}.',
        'Colour helps as well, for a {blue giant|main-sequence star} of known spectrum has a {predictable|fairly certain} wattage.',
        'Beyond {clusters|our neighbours among galaxies}, redshift takes over and distance comes from the {expansion of space|Hubble constant}, quarrels included.',
      ],
    },
    {
      prompt: 'Would a black hole swallow the whole galaxy?',
      ideas: [
        'No: from afar a black hole pulls exactly as hard as a {star|swarm of stars} of equal mass, and {orbits go on|nothing is sucked in}.',
        "Sagittarius A*, with {four million|about 4,000,000} suns, is still a {millionth|crumb} of the Milky Way's weight.",
        'Replace the Sun by a black hole of its mass and Earth would {freeze|go dark} yet keep its {orbit|calendar}.',
        'Only gas that {loses its sideways speed|rubs itself hot in a disc} can spiral down past the {horizon|point of no return}.',
        'A feeding hole blows {jets|winds} that push food away, so big ones {throttle|starve} themselves.',
        'Hawking showed that holes even {evaporate|leak}, though a stellar one needs {10^67|unimaginably many} years.',
        'Picture a {plughole in an ocean|single drain in the Pacific}: dramatic up close, {irrelevant|invisible} to the far shore.',
      ],
    },
    {
      prompt: 'Explain the phases of the Moon to a child.',
      ideas: [
        "Hold an orange at arm's length beside a {lamp|torch}, turn slowly on the spot and watch the lit part {grow and shrink|wax and wane}.",
        'Half of the Moon is always {bright|in sunshine}; we just see it from {different sides|a seat that keeps moving}.',
        'When the Moon is between us and the Sun its {night|dark} side faces us, and we call it {new|a new moon}.',
        'A full moon rises {just as the Sun goes to bed|at sunset}, because the two stand on {opposite|facing} sides of the sky.',
        'It takes {twenty-nine and a half|about twenty-nine} days, which is how {months|the word month} began.',
        "The shadow is not Earth's, {whatever your uncle says|a common mix-up}; Earth's shadow makes an {eclipse|orange blood moon} instead.",
        'Draw a {face|rabbit} on the ball so that you notice it always {looks at you|shows the same cheek}.',
      ],
    },
  ],
  foreign: {
    prompt: 1,
    language: 'de',
    text: 'Mit einem einfachen Fernglas siehst du heute Abend die vier großen Jupitermonde, die Krater entlang der Lichtgrenze des Mondes und, wenn es dunkel genug ist, den blassen Fleck der Andromedagalaxie.',
  },
}
