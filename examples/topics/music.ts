import type { Topic } from './shape.ts'

export const music: Topic = {
  name: 'music',
  prompts: [
    {
      prompt: 'How do I practise the piano when I only have twenty minutes?',
      ideas: [
        'Spend the first {five|four} minutes on the {hardest bar|passage that broke down yesterday}, hands apart, slower than {feels dignified|you can bear}.',
        "Skip the {beginning|opening page}: everybody's first line is {polished|perfect} and everybody's third page is {mud|fog}.",
        'Set the metronome to {sixty|fifty-two} and raise it by {four|two} clicks only after {three|five} clean repeats.',
        'Work backwards from the {last bar|double bar}, so that you always play {toward|into} what you {know|love}.',
        'Away from the keys, {tap the rhythm on a table|hear the left hand in your head} on the {bus|train}.',
        'Finish with something you {adore|can play already}, because the {fingers|heart} must want to come back {tomorrow|to the stool}.',
        'Record one {take|run} on your phone each {Friday|week}; the ear is {kinder|crueller} afterwards.',
      ],
    },
    {
      prompt: 'Recommend an album for a rainy Sunday.',
      ideas: [
        "Bill Evans's {Sunday at the Village Vanguard|Waltz for Debby} keeps the {clinking glasses|murmur of the room}, which suits {drizzle|wet windows}.",
        "Try {Nick Drake's Pink Moon|Vashti Bunyan} with the lamp {low|off} and the kettle {on|near}.",
        "Arvo Pärt's {Alina|Tabula Rasa} leaves so much {silence|air} between notes that the {rain|gutter} joins in.",
        '{Cesária Évora|João Gilberto} sings as if {telling you a secret|the sea were listening}, and grey skies {turn warm|step back}.',
        'Put on Boards of Canada, {Music Has the Right to Children|Geogaddi}, and let the {tape wobble|faded synths} do the {remembering|dusting}.',
        "Glenn Gould's {1981|second} Goldberg Variations, humming included, {sort the mind|fold like laundry} by variation {thirteen|twenty-five}.",
        'Skip the {algorithm|playlist}: choose one record, {both sides|start to finish}, phone in {another room|a drawer}.',
      ],
    },
    {
      prompt: 'What makes a melody memorable?',
      ideas: [
        'It mostly walks by {step|neighbouring notes} and saves a single {leap|jump} for the {moment that matters|crown of the phrase}.',
        'Repetition with one {surprise|crooked corner} is the trick: {Ode to Joy|Yesterday} says nearly the same thing {twice|three times}.',
        'Good tunes breathe where {singers|people} do, in spans of {two or four|four} bars.',
        'The rhythm alone should be {recognisable|hummable} when you {tap|knock} it on a {door|desk}.',
        'A strong {contour|outline}, up like a {hill|question} and down like {an answer|a sigh}, survives {any harmony|bad singers}.',
        'Leaving the {leading note|tension} unresolved for a beat makes listeners {lean in|finish it themselves}, and what we {complete|finish} we keep.',
        'Studies of earworms find {fast tempo and odd intervals|common contours with unusual leaps} in the {worst offenders|stickiest songs}.',
      ],
    },
    {
      prompt: 'How do I tune a guitar by ear?',
      ideas: [
        'Press the low E at the {fifth|5th} fret and match the open {A|A string} until the {beating|wobble} between them {slows to nothing|dies}.',
        'Only the {G to B|third to second} pair breaks the pattern and uses the {fourth|4th} fret.',
        'Harmonics at the {fifth and seventh|twelfth} fret ring {longer|purer}, though they leave thirds {slightly sweet|a hair off}.',
        'Always come {up|from below} to the note, so the {peg|string} does not {slip|slacken} later.',
        'New strings {stretch|drift} for {a day|two days}; tug each {gently|along its length} and retune.',
        'Take the first pitch from a {piano|tuning fork|dial tone if you still own one}, then trust your {ear|skull}.',
        'Check with an open {G|E} chord at the end, as {intervals lie|errors add up} but chords {confess|tell}.',
      ],
    },
    {
      prompt: 'Why does jazz sound so complicated?',
      ideas: [
        'The chords carry {sevenths, ninths and thirteenths|extra floors}, so each is a {small argument|crowd} instead of a {statement|triad}.',
        'Players {anticipate|lean ahead of} the beat while the {ride cymbal|bass} insists on it, and the quarrel is called {swing|groove}.',
        'Underneath, most tunes are {thirty-two bars|twelve-bar blues} going round like a {merry-go-round|clock}.',
        'Musicians quote {nursery rhymes|old standards} in solos, and regulars {laugh|grin} at jokes you have {not met|missed}.',
        'Follow only the {bassist|double bass} for one {chorus|whole number}; the {fog lifts|shape appears}.',
        "Bebop was {fast on purpose|made to be hard}, to keep {tourists|mediocre sitters-in} off the {bandstand|stage} at Minton's.",
        'Begin with {Kind of Blue|Ella and Louis}, which is {simple|slow} enough to {walk around in|live inside}.',
      ],
    },
  ],
  foreign: {
    prompt: 1,
    language: 'ja',
    text: '雨の日曜日なら、ビル・エヴァンスの「ワルツ・フォー・デビイ」をおすすめします。グラスの触れ合う音や客の話し声が、窓を打つ雨の音とよく合います。',
  },
}
