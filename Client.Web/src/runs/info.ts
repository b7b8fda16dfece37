import type { Config, Preset } from '../contracts/contracts'

/** The presets in a language; none when the server cannot be asked. */
export const fetchPresets = async (language: string): Promise<Preset[]> =>
  (await ask<Preset[]>(`api/presets?lang=${encodeURIComponent(language)}`)) ?? []

/** What the server says of itself; null when it cannot be asked. */
export const fetchConfig = (): Promise<Config | null> => ask('api/config')

async function ask<T>(path: string): Promise<T | null> {
  try {
    const answer = await fetch(new URL(path, document.baseURI))
    return answer.ok ? await answer.json() : null
  } catch {
    return null
  }
}
