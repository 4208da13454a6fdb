// HTML by template, where every inserted text is escaped unless it is markup of ours already.

/** Markup that needs no escaping. Made only by `html` and `trusted`. */
export interface Html {
  readonly markup: string
}

type Inserted = string | number | Html | undefined | false | readonly Inserted[]

/** A template of markup: strings and numbers put into it are escaped, `Html` is not, lists are joined, `undefined` and `false` vanish. */
export function html(parts: TemplateStringsArray, ...values: readonly Inserted[]): Html {
  let markup = parts[0]
  values.forEach((value, i) => {
    markup += inserted(value) + parts[i + 1]
  })
  return { markup }
}

/** Text that is markup already and was not made from anything that a user gave. */
export function trusted(markup: string): Html {
  return { markup }
}

function inserted(value: Inserted): string {
  if (value === undefined || value === false) return ''
  if (typeof value === 'string') return escapeHtml(value)
  if (typeof value === 'number') return String(value)
  if (isHtml(value)) return value.markup
  return value.map(inserted).join('')
}

function isHtml(value: Html | readonly Inserted[]): value is Html {
  return 'markup' in value
}

/** Safe between tags and in quoted attributes. */
export function escapeHtml(text: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  }
  return text.replace(/[&<>"']/g, (character) => entities[character])
}

/**
 * JSON that may stand in a `<script type="application/json">`: no `<` that could close it or open a comment, no line
 * separators that older engines read as line ends.
 */
export function scriptJson(value: unknown): string {
  const escapes: Record<string, string> = {
    '<': '\\u003c',
    '>': '\\u003e',
    '&': '\\u0026',
    '\u2028': '\\u2028',
    '\u2029': '\\u2029',
  }
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (character) => escapes[character])
}
