import App from './App.vue'
import { announceMode } from './components/shell/useMode'
import { connectHub } from './hub/connectHub'
import './style.css'
import { createSturdyApp } from './sturdyApp'
import { announceLanguage } from './i18n/useWords'

announceLanguage()
announceMode()
const link = connectHub(new URL('hubs/interception', document.baseURI).href)
createSturdyApp(App, { link }).mount(document.getElementById('app')!)
