import App from './App.vue'
import { announceMode } from './components/shell/useMode'
import { bringFirstWords } from './firstWords'
import { connectHub } from './hub/connectHub'
import './style.css'
import { createSturdyApp } from './sturdyApp'
import { announceLanguage } from './i18n/useWords'

const root = document.getElementById('app')!
root.dataset.started = 'true'
const link = connectHub(new URL('hubs/interception', document.baseURI).href)

async function begin() {
  await bringFirstWords()
  announceLanguage()
  announceMode()
  createSturdyApp(App, { link }).mount(root)
}

void begin()
