import { createApp } from 'vue'
import App from './App.vue'
import { hubLink } from './runs/runLink'
import './style.css'
import { announceLanguage } from './words/useWords'

announceLanguage()
createApp(App, { link: hubLink(new URL('hubs/interception', document.baseURI).href) }).mount('#app')
