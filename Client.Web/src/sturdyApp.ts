import { createRenderer, nodeOps, patchProp, type Component } from 'vue'

/**
 * Vue finds its place by nodes that it put there: empty text nodes at the ends of lists and of components with
 * several roots. Translators and reading aids replace text nodes, and `normalize()` takes empty ones out; Vue then
 * breaks off in the middle of a change. They leave comments alone.
 */
const createText = (text: string) => (text === '' ? document.createComment('') : document.createTextNode(text))

/** The anchor may have been moved away by another script. The right place is unknown then, but there is one. */
function insert(child: Node, parent: Element, anchor?: Node | null) {
  parent.insertBefore(child, anchor?.parentNode === parent ? anchor : null)
}

const renderer = createRenderer<Node, Element>({ ...nodeOps, patchProp, createText, insert })

/** An app like that of `createApp`, which survives that others change the page. Mount it into an empty element. */
export const createSturdyApp = (root: Component, props?: Record<string, unknown>) => renderer.createApp(root, props)
