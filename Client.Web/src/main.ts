import { createApp } from 'vue'
import App from './App.vue'
import { announceMode } from './components/around/useMode'
import { hubLink } from './runs/runLink'
import './style.css'
import { announceLanguage } from './words/useWords'

announceLanguage()
announceMode()
createApp(App, { link: hubLink(new URL('hubs/interception', document.baseURI).href) }).mount('#app')
