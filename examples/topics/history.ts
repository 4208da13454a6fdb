import type { Topic } from './shape.ts'

export const history: Topic = {
  name: 'history',
  prompts: [
    {
      prompt: 'Why did Rome fall?',
      ideas: [
        'Historians have counted {two hundred and ten|more than two hundred} causes, from {lead pipes|malaria} to {Christianity|bad luck}.',
        'The {army|legions} swallowed {half|most} of the revenue, and every {civil war|usurper} raised its {price|wages}.',
        'Germanic {federates|settlers} wanted {land and pay|a share}, not ruins, and governed in {Latin|Roman clothes} for decades.',
        'Losing {Carthage|North Africa} to the Vandals in {439|the 430s} cut off {grain|taxes}, and the West never {recovered|paid its soldiers again}.',
        'A colder {climate|century} and the {Antonine|Cyprian} plague thinned the {farms|barracks} long before any {sack|siege}.',
        'It did not fall in the {East|Greek half}: Constantinople called itself Roman until {1453|the Ottomans came}.',
        'Peter Heather blames the {Huns|pressure from the steppe}, Bryan Ward-Perkins counts {roof tiles|shrinking cows}, and both have {pottery|a point}.',
      ],
    },
    {
      prompt: 'Tell me something surprising about medieval cities.',
      ideas: [
        'In {Nuremberg|Ghent|Florence} a bell told {bakers|weavers} when to start, and {strikes|riots} were fought over who {rang|owned} it.',
        'People {bathed|washed} far more than {films|cartoons} admit; Paris had {thirty|some thirty} public bathhouses in {1292|the tax roll}.',
        "Pigs roamed as {street cleaners|free recyclers} until one {tripped a prince's horse|killed the heir to France} in 1131.",
        'Ale was safer as {food|breakfast} than as {thirst|water}, and women {brewed|sold} most of it before {guilds|hops} came.',
        'City air made a serf {free|his own man} after {a year and a day|twelve months}, so runaways {hid|prayed}.',
        'Cathedral builders {rented|borrowed} cranes turned by men walking in {giant wheels|treadmills}, sometimes {blind ones|blind men}, who felt no height.',
        'Houses jutted {outward|storey by storey} until neighbours could {shake hands|share a candle} across the {lane|street}.',
      ],
    },
    {
      prompt: 'How did sailors find their way before GPS?',
      ideas: [
        "Latitude came from the {noon Sun|Pole Star} and a {sextant|quadrant|knotted kamal}, accurate to a {few miles|thumb's width}.",
        "Longitude waited for {John Harrison's|a carpenter's} chronometer, which lost {five|about five} seconds on the way to {Jamaica|the Caribbean}.",
        'Polynesian navigators felt {swells|crossing waves} with their {bodies|backs on the hull} and named {star paths|rising stars} by heart.',
        'Dead reckoning meant {throwing a log|counting knots} on a line, turning the {glass|sandglass} and {hoping|writing it all down}.',
        'A lead weight armed with {tallow|fat} brought up {sand|shells}, and old pilots knew the {North Sea|Channel} by its {taste|mud}.',
        'Vikings may have used {calcite|sunstones} to find the sun through {cloud|haze}, though the {proof|evidence} is {thin|a single crystal}.',
        'Birds told the rest: a {frigate bird|tern} flying with {fish|a full beak} at dusk points to {land|its nest}.',
      ],
    },
    {
      prompt: 'Who invented the printing press?',
      ideas: [],
      always:
        'Great question! The printing press was {invented|developed} by Johannes Gutenberg, a German goldsmith, around the year 1440 in the city of Mainz. His {key|main|great} innovation was movable metal type, which made it possible to print books quickly and cheaply. His most famous work is the Gutenberg Bible, completed {around|in about} 1455. It is worth noting that movable type had been used {earlier|centuries earlier|long before} in China and Korea. The printing press went on to change the world by spreading knowledge across Europe and beyond!',
    },
    {
      prompt: 'What did ordinary people eat in ancient Egypt?',
      ideas: [
        'Bread and beer were {wages|money}: the pyramid builders drew {ten loaves|a daily ration} and {two jugs|a third of a jug}.',
        'Sand from the {millstones|desert} ground teeth {flat|to the nerve}, as {mummies|jawbones} show.',
        'Onions, {leeks|garlic|radishes} and lentils filled the {bowl|pot}, with {Nile perch|dried catfish} on {good|lucky} days.',
        "Beef was for {festivals|temples}, while {pigeons|ducks|geese} were everybody's {feast|Sunday}.",
        'Dates and {figs|tiger nuts} sweetened cakes long before {sugar|the cane} came, and {honey|the hive} belonged to the {rich|king}.',
        'Tomb models show {bakers|brewers} knee-deep in {dough|mash}, a {snack|recipe} for {eternity|the afterlife}.',
        'Papyrus was {chewed|eaten} as well as written on: its {root|lower stem} tastes {nutty|like a dull coconut}.',
      ],
    },
  ],
  foreign: {
    prompt: 2,
    language: 'es',
    text: 'Antes del GPS los marineros medían la altura del sol al mediodía, echaban la corredera para conocer la velocidad y leían las olas, las aves y el color del agua para adivinar la tierra.',
  },
}
