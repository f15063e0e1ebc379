import type { Drawn } from '#web/form-page/draw.ts'

/** Text stays text: nothing that a form says can become markup. */
export function toNode({ tag, attributes, children }: Drawn): HTMLElement {
  const node = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value)
  node.append(...children.map((child) => (typeof child === 'string' ? child : toNode(child))))
  return node
}
