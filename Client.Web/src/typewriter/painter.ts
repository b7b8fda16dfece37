/** Shows texts in an element, as one text node: while a text only grows, the browser lays out little more than its end. */
export function painter(element: Element): (text: string) => void {
  const node = document.createTextNode('')
  let painted = ''
  element.replaceChildren(node)
  return (text) => {
    if (text === painted) return
    if (text.startsWith(painted)) node.appendData(text.slice(painted.length))
    else node.data = text
    painted = text
  }
}
