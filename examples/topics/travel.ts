import type { Topic } from './shape.ts'

export const travel: Topic = {
  name: 'travel',
  prompts: [
    {
      prompt: 'Plan one slow day in Lisbon.',
      ideas: [
        'Ride tram {28|12} before {eight|the cruise ships wake}, when it still carries {locals with shopping|schoolchildren}.',
        'Take a {custard tart|bica and a tart} standing at the counter in {Belém|Campo de Ourique}, cinnamon first.',
        'Climb to {Graça|Santa Catarina|Senhora do Monte} for the view and stay for the {guitarist|breeze}.',
        'Give the afternoon to the {tile museum|Gulbenkian gardens} and to {doing nothing by the pond|a bench in the cloister}.',
        'Eat {grilled sardines|cuttlefish|clams with coriander} at a {tasca|paper-tablecloth place} without a menu in {English|four languages}.',
        'Cross by {orange ferry|boat} to Cacilhas at {six|sunset} and watch the {city turn pink|bridge hum}.',
        'End with fado in {Mouraria|Alfama}, where the {waiter|cook} may be the one who {sings|weeps}.',
      ],
    },
    {
      prompt: 'How do I pack for two weeks in one small bag?',
      ideas: [
        'Lay everything out, then put {half|a third} of it {back in the drawer|away}.',
        'Merino shirts can be worn {three|four} days running before anyone {notices|complains}.',
        'Pick {two|three} colours that all {agree|match}, so every {top|layer} goes with every {bottom|pair of trousers}.',
        'Wear the {boots|heavy coat} on the {plane|train} and carry the {sandals|sun hat}.',
        'Wash {socks|underwear} in the {sink|shower} with a {sliver of soap|drop of shampoo} and roll them in a {towel|T-shirt} to dry.',
        'Packing cubes do not make space, they make {order|drawers}, which is {rarer|what you miss at midnight}.',
        'Leave the {hairdryer|just-in-case shoes|third paperback} at home: {pharmacies|shops} exist {everywhere|in other countries too}.',
      ],
    },
    {
      prompt: 'Is the night train worth it?',
      ideas: [
        "You save a {hotel|night's rent} and wake up {among mountains|three countries on}, with {a bread roll|weak coffee} brought to your berth.",
        "A private {sleeper|compartment} costs as much as {flying|a decent hotel}, while a couchette means {five strangers|someone's snoring}.",
        'Bring {earplugs|a silk liner}, {water|wine} and a book you are willing to {abandon|drop at two in the morning}.',
        'From {Vienna|Zurich|Brussels} the Nightjet reaches {Venice|Hamburg|Berlin} by {breakfast|nine}, give or take a {strike|red signal}.',
        'For the climate the answer is plain: roughly a {tenth|fifteenth} of the {emissions|carbon} of the plane.',
        'Book {ninety|sixty} days ahead, lower bunk if you {are tall|dislike ladders}, upper if you want {privacy|the heater}.',
        'Worth it once for the {romance|story}; worth it twice only if you {sleep like a stone|like the sound of points}.',
      ],
    },
    {
      prompt: 'What should I know before hiking in the Alps?',
      ideas: [
        'Start at {dawn|six}, because {thunderstorms|clouds} build after {noon|lunch} with Swiss punctuality.',
        "Signs give {hours|times}, not kilometres, and assume the legs of {a local farmer|someone's fit aunt}.",
        'Red-white-red paint means {sure feet needed|a mountain path}; blue-white means {ropes and exposure|stay away without a guide}.',
        'Huts want {cash|banknotes}, a {sheet liner|sleeping sheet} and a {phone call|booking} weeks before.',
        'Snow lingers in north-facing {gullies|couloirs} until {July|mid-July}, so carry {microspikes|poles} early on.',
        'Give {cows with calves|grazing herds} a wide berth and keep the {dog|terrier} on a lead.',
        'Save {112|the rescue app} on your phone, yet expect {no signal|silence} behind the {second|next} ridge.',
      ],
    },
    {
      prompt: 'How can I learn a little of the language before a trip?',
      ideas: [
        "Learn {please, thank you and sorry|greetings and numbers} first, then the sentence {'what is this called?'|'slowly, please'}.",
        'Twenty {minutes|words} a day for a month beat one {heroic|guilty} weekend with a {grammar|textbook}.',
        "Listen to {radio weather|children's podcasts} in the {car|bath}: the words are few and {come back daily|repeat}.",
        'Label the {fridge|furniture} with sticky notes until your {kitchen|hallway} speaks {Greek|Turkish|Polish}.',
        'Talk aloud to your {cat|mirror}, for the mouth needs {rehearsal|practice} as much as the {memory|ear}.',
        'Read menus in advance, so that you can order {something other than pizza|dinner} with {dignity|eye contact}.',
        'Mistakes open {doors|conversations}: people forgive {wrong endings|bad accents} sooner than {shouting in English|silence}.',
      ],
    },
  ],
  foreign: {
    prompt: 0,
    language: 'pt',
    text: 'Comece cedo no Campo de Ourique com uma bica e um pastel de nata, suba devagar até à Graça, almoce sardinhas numa tasca sem pressa e atravesse o Tejo de cacilheiro ao fim da tarde.',
  },
}
