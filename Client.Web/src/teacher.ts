import TeacherApp from './TeacherApp.vue'
import { mountClassPage } from './classPage'

void mountClassPage(TeacherApp, 'teacher')
