import type { Topic } from './shape.ts'

export const gardening: Topic = {
  name: 'gardening',
  prompts: [
    {
      prompt: 'Why are the leaves of my tomato plants turning yellow?',
      ideas: [
        'Yellowing from the {bottom|oldest leaves} up usually means nitrogen has run short, so feed with {comfrey tea|fish emulsion|diluted nettle brew}.',
        'If veins stay green while the rest pales, suspect {magnesium|iron} and spray {Epsom salts|a chelated feed}.',
        'Soggy roots cannot {breathe|drink}; push a finger {two knuckles|an index length} deep before watering again.',
        'Brown rings with yellow halos are {early blight|Alternaria}, and those leaves belong in the {bin|bonfire}, never the compost.',
        'A few tired lower leaves in {August|late summer} are {normal|just old age}, so snip them and {move on|let air through}.',
        'Check the undersides for {spider mites|whitefly|aphids}, which leave a {stippled|sticky} pallor.',
        'Cold nights below {ten|twelve} degrees lock up {phosphorus|nutrients} and turn seedlings {mauve|sallow}.',
      ],
    },
    {
      prompt: 'What grows well on a shady balcony?',
      ideas: [
        "Ferns such as {hart's tongue|maidenhair|soft shield} love the gloom and {unroll|uncurl} like {violins|party blowers} each spring.",
        'Mint, {parsley|chervil|sorrel} and {chives|lemon balm} crop happily with {three|four} hours of sun.',
        'Plant {hostas|heucheras} for leaves in {lime|plum|silver}, and a saucer of {beer|grit} against slugs.',
        'Begonias and {fuchsias|busy lizzies} flower where {geraniums|petunias} would sulk.',
        'Paint the wall {white|pale} and hang a {mirror|sheet of foil} to borrow light from {the street|next door}.',
        "Salad leaves bolt {later|less} in shade, so {rocket|mizuna|lamb's lettuce} stays {tender|mild} into July.",
        'An ivy in a {tall|narrow} pot softens railings and asks for {nothing|a haircut once a year}.',
      ],
    },
    {
      prompt: 'How do I start a compost heap?',
      ideas: [
        'Layer {kitchen peelings|grass clippings} with {torn cardboard|dry leaves|straw} until it looks like {lasagne|a badly made cake}.',
        'Aim for {two|three} parts brown to one part green, and add {paper|sawdust} whenever it {smells|slumps}.',
        'A heap of a cubic {metre|yard} holds its own heat, steams on {frosty|cool} mornings and kills {weed seeds|most seeds}.',
        'Turn it with a {fork|corkscrew aerator} every {fortnight|other Sunday} if you want soil by {summer|harvest}.',
        'Keep out {meat|cheese}, cat litter and {bindweed|couch grass}, unless you enjoy {rats|regret}.',
        'Stand the bin on {bare earth|soil} so that worms can {move in|commute}, and on {wire mesh|paving} where rodents roam.',
        'It is ready when you cannot tell {banana skin|eggshell} from {leaf|twig} and it smells of {woodland|rain}.',
      ],
    },
    {
      prompt: 'How often should I water my houseplants?',
      ideas: [],
      always:
        'Great question! How often you should water your houseplants {depends|really depends} on several factors, including the type of plant, the size of the pot and the amount of light. As a general rule, water when the top {inch|two inches} of soil feels dry to the touch, which is {usually|typically|often} about once a week. Make sure the pot has good drainage, never let the roots sit in water, and water {less|a little less} in winter. Remember that every plant is different, so keep an eye on yours and adjust as needed.',
    },
    {
      prompt: 'How do I attract bees and butterflies?',
      ideas: [
        'Let {thyme|oregano|marjoram} flower instead of cropping it, and stand back from the {hum|traffic}.',
        'Plant in drifts of {five|seven}, because bees prefer {one long counter|a whole aisle} to {scattered stalls|single blooms}.',
        'Choose {single|open} dahlias over {pompom|double} ones, whose petals have {eaten|replaced} the pollen.',
        'Leave a patch of {nettles|long grass} for {peacock|red admiral|small tortoiseshell} caterpillars, which the adults {forget to mention|depend on}.',
        'Keep something in bloom from {crocus|snowdrop} time to {ivy|Michaelmas daisies} in October.',
        'Drill {eight|six}-millimetre holes in a {log|block of oak} facing south and {mason|leafcutter} bees will rent them.',
        'A shallow dish with {pebbles|marbles} lets {pollinators|insects} drink without {drowning|a swim}.',
      ],
    },
  ],
  foreign: {
    prompt: 2,
    language: 'fr',
    text: "Pour commencer un compost, alternez les épluchures et les feuilles mortes, arrosez si le tas paraît sec, retournez-le tous les quinze jours et gardez-le à l'ombre : au bout de six mois, il sentira la forêt.",
  },
}
