import { connectHub } from './connectHub'
import type { HubLink } from './hubLink'

const shared = new Map<string, { link: HubLink; users: number }>()

/**
 * One connection for all panels of a page that read at the same hub: a session may have few connections.
 * @returns The connection, and what to call when done with it; after the last one it is closed.
 */
export function sharedHubLink(url: string): { link: HubLink; release: () => void } {
  const entry = shared.get(url) ?? { link: connectHub(url), users: 0 }
  shared.set(url, entry)
  entry.users++
  const release = () => {
    if (--entry.users > 0) return
    shared.delete(url)
    entry.link.close()
  }
  return { link: entry.link, release }
}
