type Child = Node | string | false | null | undefined
type Attributes = Record<string, string | ((event: Event) => void)>

/** One element with its children: text is text, so nothing that an invoice says can become markup. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes))
    if (typeof value === 'string') made.setAttribute(name, value)
    else made.addEventListener(name, value)
  made.append(...children.filter((child) => child !== false && child !== null && child !== undefined))
  return made
}

export function vector(tag: 'svg' | 'path', attributes: Record<string, string>, ...children: Node[]): SVGElement {
  const made = document.createElementNS('http://www.w3.org/2000/svg', tag)
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
  made.append(...children)
  return made
}
