/**
 * Shows texts in an element, as one text node: while a text only grows, the browser lays out little more than its end.
 * A translator, a reading aid or an extension may put nodes of its own in the place of ours at any time, so every
 * write looks whether the node is still there and still says what we wrote; if not, the element is written anew.
 */
export function painter(element: Element): (text: string) => void {
  let node = clear(element)
  let painted = ''
  const isOurs = () => element.firstChild === node && element.lastChild === node && node.data === painted
  return (text) => {
    const ours = isOurs()
    if (ours && text === painted) return
    if (ours && painted !== '' && text.startsWith(painted)) node.appendData(text.slice(painted.length))
    else (node = clear(element)).data = text
    painted = text
  }
}

/** Makes a new node each time: a script that still holds the old one writes into nothing. */
function clear(element: Element): Text {
  const node = document.createTextNode('')
  element.replaceChildren(node)
  return node
}
