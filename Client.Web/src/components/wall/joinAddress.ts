/** The address that children type: the one of this page, but on the server itself the machine's own, which tablets can reach. */
export function joinAddress(page: string, hosts: readonly string[]): string {
  const url = new URL('.', page)
  const isHere = /^(localhost|127\.[\d.]+|\[::1\])$/.test(url.hostname)
  if (isHere && hosts[0]) url.hostname = hosts[0]
  return url.href.replace(/\/$/, '')
}
