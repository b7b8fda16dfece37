import type { Component } from 'vue'
import { bringFirstWords, untilDone } from './firstWords'
import { connectHub } from './hub/connectHub'
import { rareWords } from './i18n/rareWords'
import { teacherWords } from './i18n/teacherWords'
import { announceLanguage } from './i18n/useWords'
import './style.css'
import { createSturdyApp } from './sturdyApp'

/** Puts one of the teacher's pages on the screen, with the language and title that go with it. */
export async function mountClassPage(page: Component, look: string): Promise<void> {
  const root = document.getElementById('app')!
  root.dataset.started = 'true'
  await bringFirstWords()
  await untilDone(() => Promise.all([rareWords.load(), teacherWords.load()]).then(() => true, () => false))
  document.documentElement.classList.add(look)
  announceLanguage(() => teacherWords.said.value.title)
  const link = connectHub(new URL('hubs/class', document.baseURI).href)
  createSturdyApp(page, { link }).mount(root)
}
