import type { Topic } from './shape.ts'

export const programming: Topic = {
  name: 'programming',
  prompts: [
    {
      prompt: 'Why is my SQL query slow?',
      ideas: [
        'Run it under {EXPLAIN ANALYZE|the query planner} and look for the {sequential scan|nested loop} whose row estimate is off by {a thousand|orders of magnitude}.',
        'An index on {(customer_id, created_at)|the join column} only helps if the {filter|WHERE clause} starts with its {first|leading} column.',
        'Wrapping a column in {LOWER()|a date function} hides it from the index, so {index the expression|rewrite the predicate}.',
        'SELECT * drags {wide rows|the JSON blob} through memory when you need {two|three} columns.',
        'Your ORM may be firing {one query per row|N+1 queries}; count the statements in the {log|trace} before blaming {Postgres|the database}.',
        'Stale {statistics|histograms} mislead the planner, and {ANALYZE|a vacuum} costs {seconds|nothing}.',
        'Deep {OFFSET|pagination} reads everything it skips, whereas a {keyset|seek} cursor does not.',
      ],
    },
    {
      prompt: 'Explain recursion simply.',
      ideas: [],
      always:
        'Great question! Recursion is a programming technique in which a function calls itself to solve a {smaller|simpler} version of the same problem. Every recursive function needs two parts: a base case, which tells it when to stop, and a recursive case, which {breaks|reduces} the problem into smaller pieces. A {classic|common|popular} example is computing the factorial of a number. Think of it like a set of Russian dolls, where each doll {contains|holds|hides} a smaller one until you reach the smallest. Remember that without a base case, the function would call itself forever!',
    },
    {
      prompt: 'How should I name variables?',
      ideas: [
        'Name the {thing|idea}, not its type: {customers|unpaidInvoices} says more than {custList|arr2}.',
        'Let length follow scope, so {i|x} is fine in a {three-line loop|lambda} and {shameful|useless} as a {global|module export}.',
        'Booleans read best as {claims|questions answered}, such as {isEmpty|hasRetried|shouldRedraw}.',
        'When no good name comes, the {function|block} probably does {two|too many} things, and naming was the {messenger|symptom}.',
        'Put the unit in the name, {timeoutMs|widthInPixels}, and you will not {crash a Mars orbiter|debug it at midnight}.',
        'Copy the words of the {domain expert|business}: if accountants say {ledger|accrual}, do not write {dataStore|moneyThing}.',
        "Avoid {abbreviations|cleverness} that only {you|today's you} can expand; {tomorrow's reader|the reviewer} is you with {amnesia|less coffee}.",
      ],
    },
    {
      prompt: 'How do I find a bug that only happens in production?',
      ideas: [
        'Add {structured logs|a correlation id} around the suspect and {deploy|ship} that before any {guess|fix}.',
        'Compare {environment variables|time zones|locale settings} first, since {half|most} such ghosts live in {configuration|the clock}.',
        'Replay {a slice of real traffic|anonymised requests} against a {staging copy|shadow} and wait for the {hiccup|spike}.',
        'Bisect the {releases|feature flags} with {patience|a coin} rather than {intuition|blame}.',
        'Race conditions love {load|slow disks}, so {inject delays|pin it to one core} until it {fails twice in a row|shows itself}.',
        'Take a {heap snapshot|core dump} at the moment of {pain|failure}; memory does not {lie|forget} the way {people|tickets} do.',
        'Write the {failing|reproducing} test last, {commit|frame} it, and tell the {team|channel} what {fooled|misled} you.',
      ],
    },
    {
      prompt: 'Should I learn Rust or Go first?',
      ideas: [
        'Go fits in your head after a {weekend|fortnight}, which is {its whole point|worth more than it sounds}.',
        "Rust's borrow checker argues with you for {a month|six weeks} and then becomes the {colleague|reviewer} you {trust|quote}.",
        'For {network services|command-line glue} and a {team of strangers|quick hire}, take Go; for {parsers|embedded boards|anything with no garbage collector}, Rust.',
        'Compile times in Rust let you {make tea|reconsider}, while Go rebuilds before the {kettle clicks|key springs back}.',
        'Sum types and {pattern matching|exhaustive match} are hard to {give up|unlearn}, and Go has {neither|no real answer}.',
        'Goroutines make {ten thousand|concurrent} connections {boring|cheap}, the best thing a {runtime|language} can do.',
        'Write the same {toy|small} program in both, a {Markdown linter|chat server}, and keep the one you {reread with pleasure|finished}.',
      ],
    },
  ],
  foreign: {
    prompt: 4,
    language: 'ru',
    text: 'Если нужно быстро написать сетевой сервис и собрать команду, начните с Go: язык усваивается за пару недель. Rust учится дольше, зато компилятор ловит ошибки, которые иначе всплыли бы ночью.',
  },
}
