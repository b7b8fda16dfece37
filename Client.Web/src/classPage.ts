import { watchEffect, type Component } from 'vue'
import { connectHub } from './hub/connectHub'
import { teacherWordsIn } from './i18n/teacherWords'
import { speak, useWords } from './i18n/useWords'
import './style.css'
import { createSturdyApp } from './sturdyApp'

/** Puts one of the teacher's pages on the screen, with the language and title that go with it. */
export async function mountClassPage(page: Component, look: string): Promise<void> {
  const root = document.getElementById('app')!
  root.dataset.started = 'true'
  if (!(await speak())) await speak('en')
  const { language } = useWords()
  document.documentElement.classList.add(look)
  watchEffect(() => {
    document.documentElement.lang = language.value
    document.title = teacherWordsIn(language.value).title
  })
  const link = connectHub(new URL('hubs/class', document.baseURI).href)
  createSturdyApp(page, { link }).mount(root)
}
