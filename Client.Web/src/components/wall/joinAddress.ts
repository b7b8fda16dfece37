/** The address for children: this page's, or the machine's own if the page was opened on the server, so that tablets can reach it. */
export function joinAddress(page: string, hosts: readonly string[]): string {
  const url = new URL('.', page)
  const isHere = /^(localhost|127\.[\d.]+|\[::1\])$/.test(url.hostname)
  if (isHere && hosts[0]) url.hostname = hosts[0]
  return url.href.replace(/\/$/, '')
}
