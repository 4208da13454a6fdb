import type { Topic } from './shape.ts'

export const animals: Topic = {
  name: 'animals',
  prompts: [
    {
      prompt: 'How intelligent are octopuses?',
      ideas: [
        "Two thirds of an octopus's neurons sit in its {arms|eight arms}, each of which can {taste|solve a little problem} on its own.",
        'Captive ones {unscrew jars|open child-proof bottles}, squirt {lamps|researchers they dislike} and escape through {drains|gaps the size of an eye}.',
        'Inky of the {Wellington|New Zealand} aquarium slid down a {pipe|fifty-metre drain} to the {sea|ocean} in 2016.',
        'They {dream|change colour asleep} as though {hunting|chasing crabs}, which tempts us to {guess|imagine} what they see.',
        'Most live only {two|one or two} years, so all that wit is {rebuilt|learnt afresh} without {parents|any teacher}.',
        'The veined octopus carries {coconut halves|shells} for {later|shelter}, a case of {tool use|planning} in a {cousin of the oyster|mollusc}.',
        'Mimic octopuses play {lionfish|sea snake|flatfish}, choosing the {disguise|villain} that scares {the current predator|whoever is looking}.',
      ],
    },
    {
      prompt: 'Why do cats purr?',
      ideas: [
        'A {rhythmic|steady} signal from the brain makes the {larynx|voice box} twitch {twenty-five|about thirty} times a second, breathing {in and out|both ways}.',
        'Kittens purr at {two|a few} days old so that the {mother|blind litter} can {find|hear} each other in the {dark|nest}.',
        'Injured cats purr as well, {which puzzles vets|perhaps to soothe themselves}, and the {frequency|hum} is near what helps {bones|tissue} heal.',
        "The breakfast purr hides a {cry|mew} pitched like a {baby's|human infant's}, and {owners|people} cannot {ignore|sleep through} it.",
        'Lions {roar|roar instead} because their {hyoid|throat bone} is {elastic|a ligament}; cheetahs purr like {engines|idling mopeds}.',
        'In 2023 Viennese {researchers|anatomists} found {pads|cushions of tissue} in the vocal folds that let the sound run {without the brain|by airflow alone}.',
        "Mostly it says {stay|don't stop}, and {knees|laps} obey.",
      ],
    },
    {
      prompt: 'How do birds know where to migrate?',
      ideas: [
        'Night fliers such as {warblers|buntings} learn the {turning point|still centre} of the stars as {chicks|nestlings}.',
        "A protein in the eye, {cryptochrome|cry4}, may let them {see|sense} the Earth's {field|magnetic lines} as a {shading|tint} over the view.",
        'Young {cranes|geese|storks} follow their parents, whereas a {cuckoo|young cuckoo} crosses {Africa|the Sahara} alone on {inherited|borrowed} directions.',
        'Arctic terns chase {summer|daylight} from {pole to pole|Greenland to Antarctica}, some {ninety|seventy} thousand kilometres a year.',
        'Homing pigeons {steer along motorways|turn at roundabouts} once they know the {country|way}.',
        'Petrels {smell|sniff} their way over the ocean, and plugging the {nose|nostrils} gets them {lost|nowhere}.',
        'Climate shifts the {menu|caterpillars} faster than the {calendar|genes}, so {flycatchers|late arrivals} now find {dinner over|bare twigs}.',
      ],
    },
    {
      prompt: 'What is the strangest animal in the deep sea?',
      ideas: [
        'The {barreleye|spookfish} looks up through its own {transparent|glass} forehead with {green|tubular} eyes.',
        'Siphonophores are {cities|colonies} pretending to be {one animal|a rope}, and one off {Australia|Perth} curled for {forty-five|over forty} metres.',
        'A male anglerfish {bites|kisses} a female once and {dissolves|fuses} until only {a small attachment is left|little of him remains}.',
        'Vampire squid turn their {cloak|web} inside out and live on {falling crumbs|marine snow}, a {gentle|peaceful} habit for the {name|reputation}.',
        'Yeti crabs {wave|dance} over vents to {farm|feed} bacteria on their {hairy|bristly} arms, then {comb|eat} the crop.',
        'The gulper eel is {all|nine tenths} mouth, a {pelican|carrier bag} with a tail that {glows|blinks} pink.',
        'Glass sponges may live {ten thousand|eleven thousand} years and keep a pair of {shrimps|shrimp lodgers} locked {inside|in} for life.',
      ],
    },
    {
      prompt: 'Do elephants really never forget?',
      ideas: [
        'Matriarchs led herds to {water|wells} they had last seen in a {drought|dry year} {decades|thirty-five years} before.',
        'They know {a hundred|over a hundred} relatives by {scent|urine} and can tell who is {ahead|missing}.',
        'At {Amboseli|a Kenyan park} they fear the {red cloth|voices} of {Maasai men|spear hunters} and ignore {women|tourists}.',
        'Two circus elephants, {Shirley and Jenny|Jenny and Shirley}, {roared|bent the bars} on meeting after {twenty-two|more than twenty} years.',
        'They {touch|turn over} the bones of {kin|their dead} and {stand|fall silent}, which we call {mourning|grief} because no {better|other} word serves.',
        'The temporal lobe is {huge|folded like ours}, yet they fail {simple|some} mirror tests that {magpies|some birds} pass.',
        'So they forget {plenty|like anyone}, only not {friends|routes} and {insults|guns}.',
      ],
    },
  ],
  foreign: {
    prompt: 1,
    language: 'ar',
    text: 'تخرخر القطط حين تشعر بالراحة، لكنها تفعل ذلك أيضًا عند الألم أو الخوف، وكأنها تهدّئ نفسها. ويبدأ الصوت من الحنجرة التي ترتجف نحو خمس وعشرين مرة في الثانية.',
  },
}
