import type { Topic } from './shape.ts'

export const cooking: Topic = {
  name: 'cooking',
  prompts: [
    {
      prompt: 'What can I cook with three eggs and leftover rice?',
      ideas: [
        'Heat a {wok|wide pan|cast-iron skillet} until it smokes, fry the cold rice hard, then push it aside and scramble the eggs in the gap.',
        'Whisk the eggs with {soy sauce|fish sauce|a spoon of miso}, fold in the rice and bake it as a {frittata|savoury cake|thick Spanish-style tortilla}.',
        'Simmer the rice in {chicken stock|dashi|the water from a tin of beans} until it slumps into porridge and drop a {poached|soft-boiled|raw} egg on top.',
        'Make arancini by rolling the rice around a cube of {mozzarella|cheddar|leftover ham}, dipping in beaten egg and crumbs, and frying until {copper brown|the shells crackle}.',
        'If you own {kimchi|pickled radish|sauerkraut}, chop a handful into the rice and crown it with an egg whose {edges are lace|yolk still runs}.',
        'Bind the rice with one egg, press it into {patties|waffle-iron squares|little fritters} and serve the other two {fried|shirred|six-minute boiled} beside it.',
        'Cold rice beats fresh here, because {dry grains fry instead of steaming|the starch has set overnight}.',
      ],
    },
    {
      prompt: 'How do I stop my bread from coming out dense?',
      ideas: [
        'Let the dough rise until {a poked finger leaves a slow dent|it has nearly doubled in a straight-sided jar}, however long the clock says.',
        'Weigh the flour, since a {packed|heaped} cup can hide {thirty|forty|fifty} grams too many.',
        'Raise the hydration to {seventy|seventy-two|seventy-five} percent; a wetter dough opens into {bigger|more irregular} holes.',
        'Your yeast may be {dead|old|sulking}, so float a pinch in {warm milk|sugared water} and look for foam after ten minutes.',
        'Bake in a {lidded casserole|preheated Dutch oven|clay cloche} so that steam keeps the crust soft while the loaf {springs|jumps|balloons}.',
        'Fold the dough {four times at half-hour gaps|every twenty minutes for two hours} in place of heavy kneading.',
        'Underproofed crumb is tight with a few {tunnels|caverns} at the top, while overproofed crumb {collapses flat|smells of beer}.',
      ],
    },
    {
      prompt: 'How do I make a good cup of coffee?',
      ideas: [],
      always:
        'Great question! The secret to a {good|great|really good} cup of coffee is fresh beans, clean water and a consistent method. Start by grinding your beans just before brewing to a {medium|medium-fine|medium-coarse} grind. Use about {two|three} tablespoons for every six ounces of water, heat the water to just below boiling, pour slowly in circles, and let it {steep|brew|rest} for four minutes. Finally, serve it right away and enjoy! Remember that practice makes perfect, so feel free to experiment until you find what you like.',
    },
    {
      prompt: 'Suggest a weeknight dinner without meat.',
      ideas: [
        "Roast {cauliflower|pumpkin wedges|whole carrots} with {cumin|smoked paprika|za'atar} and pile it on {garlicky yoghurt|lemony hummus}.",
        'Red lentil dal takes twenty minutes, most of it {unattended|spent looking for the turmeric}, and forgives every substitution.',
        'Toss {orecchiette|spaghetti|rigatoni} with {chickpeas|white beans}, rosemary, chilli and enough pasta water to make a glossy sauce.',
        'Crisp {halloumi|paneer|smoked tofu} in a dry pan and tuck it into {flatbreads|warm tortillas|pita} with {slaw|quick-pickled onions}.',
        'Shakshuka asks only for a tin of tomatoes, {peppers|a fistful of greens} and the nerve to crack eggs into {bubbling sauce|little wells}.',
        'A mushroom {stroganoff|pie|ragù} satisfies like beef if you brown the {chestnuts|portobellos|oyster mushrooms} in {batches|one uncrowded layer}.',
        'Keep a jar of {peanut sauce|salsa verde|chilli crisp} in the fridge and any {noodle|grain|vegetable} becomes supper.',
      ],
    },
    {
      prompt: 'Which spices should a beginner buy first?',
      ideas: [
        'Begin with {cumin|coriander seed|black pepper} in whole form, because ground spice {fades within months|turns to dust and memory}.',
        '{Smoked paprika|Chipotle powder} gives stews a campfire {depth|hum} without any effort.',
        'Buy cinnamon for {porridge|rice pudding} and keep the same stick for {lamb|tagines|black beans}.',
        'Skip the forty-jar rack: {six|five|seven} fresh spices used weekly beat a museum of {stale|labelled} ones.',
        'Turmeric colours everything, including {wooden spoons|your favourite shirt}, so start with {a quarter|half a} teaspoon.',
        "An Indian or Turkish grocer sells {fennel seed|sumac|mustard seed} at a third of the supermarket's price.",
        'Toast {whole seeds|the cardamom pods} in a dry pan until they {pop|darken a shade|fill the kitchen}, then grind what you need tonight.',
      ],
    },
  ],
  foreign: {
    prompt: 3,
    language: 'it',
    text: 'Stasera farei una pasta e ceci: soffriggi aglio e rosmarino, aggiungi i ceci con un mestolo della loro acqua, schiacciane la metà e cuoci la pasta direttamente nella zuppa.',
  },
}
