import WallApp from './WallApp.vue'
import { mountClassPage } from './classPage'

void mountClassPage(WallApp, 'wall-page')
