import App from './App.vue'
import { announceMode } from './components/shell/useMode'
import { connectHub } from './hub/connectHub'
import './style.css'
import { createSturdyApp } from './sturdyApp'
import { announceLanguage, languageFor, speak } from './i18n/useWords'
import { recallChoice } from './memory/tabMemory'
import { pause, retryDelayMs } from './network/retryDelay'

const root = document.getElementById('app')!
root.dataset.started = 'true'
const link = connectHub(new URL('hubs/interception', document.baseURI).href)

/** The words first, so that nobody sees the page in another language for a moment; English where they do not come. */
async function begin() {
  const chosen = recallChoice('language')
  for (let tries = 0; !(await speak(chosen ? languageFor([chosen]) : undefined)) && !(await speak('en')); tries++)
    await pause(retryDelayMs(tries))
  announceLanguage()
  announceMode()
  createSturdyApp(App, { link }).mount(root)
}

void begin()
