import { connectHub } from './connectHub'
import type { HubLink } from './hubLink'

const shared = new Map<string, { link: HubLink; users: number }>()

/**
 * One line for all panels of a page that read at the same hub: a session may have few connections.
 * @returns The line, and what to do when done with it; after the last one it is closed.
 */
export function sharedHubLink(url: string): { link: HubLink; release: () => void } {
  const line = shared.get(url) ?? { link: connectHub(url), users: 0 }
  shared.set(url, line)
  line.users++
  const release = () => {
    if (--line.users > 0) return
    shared.delete(url)
    line.link.close()
  }
  return { link: line.link, release }
}
