import TeacherApp from './TeacherApp.vue'
import { mountClassPage } from './classPage'

mountClassPage(TeacherApp, 'teacher')
