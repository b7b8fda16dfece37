import { recall, remember } from '../memory/tabMemory'

/** How a connection carries its messages; the best first. */
export const transports = ['WebSockets', 'ServerSentEvents', 'LongPolling'] as const
export type Transport = (typeof transports)[number]

/** The transport that came through last in this session; at first the best. */
export function recallTransport(): Transport {
  const last = recall('transport')
  return transports.find((transport) => transport === last) ?? transports[0]
}

export const rememberTransport = (transport: Transport): void => remember('transport', transport)

/** In which order to try: from one on, then those before it. */
export function transportsFrom(first: Transport): Transport[] {
  const at = transports.indexOf(first)
  return [...transports.slice(at), ...transports.slice(0, at)]
}

export const betterThan = (transport: Transport): Transport[] => transports.slice(0, transports.indexOf(transport))

/** Which others there are, those after it first. */
export const othersThan = (transport: Transport): Transport[] => transportsFrom(transport).slice(1)

/** The transport to begin with after one that had come through has fallen silent; the last one stays. */
export const nextAfter = (transport: Transport): Transport => transports[transports.indexOf(transport) + 1] ?? transport
