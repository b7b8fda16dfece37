import { defineAsyncComponent, type Component } from 'vue'
import { retryDelayMs } from '../../network/retryDelay'

/** A part of the page that is loaded when it is needed, with the words for it; on a bad line it is asked for again. */
export const lateComponent = <T extends Component>(load: () => Promise<{ default: T }>) =>
  defineAsyncComponent<T>({
    loader: async () => {
      const [part] = await Promise.all([load(), import('../../i18n/rareWords').then(({ rareWords }) => rareWords.load())])
      return part.default
    },
    onError: (_, retry, __, attempts) => void setTimeout(retry, retryDelayMs(attempts)),
  })
