import type { Config, Model, Preset } from '../contracts/contracts'
import { withDeadline } from '../network/deadline'
import { readServerTime } from './serverClock'

/** What the server answered: the value, or the status with which it did not say it; 0 when it could not be asked. */
export interface Answer<T> {
  value: T | null
  status: number
}

/** The presets in a language; none when the server cannot be asked. */
export const fetchPresets = async (language: string): Promise<Preset[]> =>
  (await ask<Preset[]>(`api/presets?lang=${encodeURIComponent(language)}`)).value ?? []

/** What the server says of itself. */
export const fetchConfig = (): Promise<Answer<Config>> => ask('api/config')

/** The models, and how far missing ones have been fetched; none when the server cannot be asked. */
export const fetchModels = async (): Promise<Model[]> => (await ask<Model[]>('api/models')).value ?? []

async function ask<T>(path: string): Promise<Answer<T>> {
  try {
    return await withDeadline(async (signal) => {
      const answer = await fetch(new URL(path, document.baseURI), { signal })
      readServerTime(answer.headers?.get('date'))
      return { value: answer.ok ? await answer.json() : null, status: answer.status }
    })
  } catch {
    return { value: null, status: 0 }
  }
}
