/// <reference lib="dom" />
// The page's script: making elements. Texts enter the page as text nodes only, never as markup.

/** An element with attributes and children; strings become text nodes. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly (Node | string | undefined)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
  for (const child of children) if (child !== undefined) made.append(child)
  return made
}

/** A button that does something within the page. */
export function button(label: string, onClick: () => void, className = 'quiet'): HTMLButtonElement {
  const made = element('button', { type: 'button', class: className }, label)
  made.addEventListener('click', onClick)
  return made
}

/** The element of that id, which the page's markup holds. */
export function byId(id: string): HTMLElement {
  const found = document.getElementById(id)
  if (!found) throw new Error(`the page has no element #${id}`)
  return found
}

/** The value of a CSS custom property as the current colour scheme sets it. */
export function cssColour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim()
}

/** A list of entries of which the first `shown` are there at once, the others after a click. */
export function expandable(
  container: HTMLElement,
  count: number,
  shown: number,
  make: (i: number) => Node,
  more: (hidden: number) => string,
): void {
  for (let i = 0; i < Math.min(count, shown); i++) container.append(make(i))
  if (count <= shown) return
  const reveal = button(more(count - shown), () => {
    const first = make(shown)
    place.replaceWith(first)
    for (let i = shown + 1; i < count; i++) container.append(make(i))
    if (first instanceof HTMLElement) {
      first.tabIndex = -1
      first.focus({ preventScroll: true })
    }
  })
  // A list holds nothing but list items.
  const place = container instanceof HTMLUListElement ? element('li', { class: 'more' }, reveal) : reveal
  container.append(place)
}
