import WallApp from './WallApp.vue'
import { mountClassPage } from './classPage'

mountClassPage(WallApp, 'wall-page')
