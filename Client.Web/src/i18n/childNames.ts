import type { RareWords } from './rareWords'

/** The animals of names in class, with a picture each; English is what stands on the wire. */
const animals: Record<string, string> = {
  badger: '🦡',
  bear: '🐻',
  bee: '🐝',
  beetle: '🐞',
  butterfly: '🦋',
  camel: '🐫',
  cat: '🐱',
  crab: '🦀',
  dolphin: '🐬',
  dove: '🕊️',
  duck: '🦆',
  elephant: '🐘',
  flamingo: '🦩',
  fox: '🦊',
  frog: '🐸',
  giraffe: '🦒',
  hedgehog: '🦔',
  koala: '🐨',
  lion: '🦁',
  mouse: '🐭',
  octopus: '🐙',
  otter: '🦦',
  owl: '🦉',
  panda: '🐼',
  parrot: '🦜',
  peacock: '🦚',
  penguin: '🐧',
  rabbit: '🐰',
  seal: '🦭',
  snail: '🐌',
  squirrel: '🐿️',
  swan: '🦢',
  tiger: '🐯',
  turtle: '🐢',
  whale: '🐳',
  zebra: '🦓',
}

/** The colours, as a screen shows them; said by a thing of that colour where an adjective would have to agree with the animal. */
const colours: Record<string, string> = {
  amber: '#e8a317',
  coral: '#f26b5b',
  golden: '#d4af37',
  green: '#3a9a4b',
  indigo: '#4b3fa8',
  lilac: '#b48ad6',
  olive: '#86862f',
  pink: '#ea7fb0',
  ruby: '#b3173c',
  silver: '#a3a9b3',
  sky: '#55b4e8',
  teal: '#138a8a',
}

/** A child's name in class as a page shows it. */
export interface ShownName {
  text: string
  picture: string
  colour: string
}

/** Says a name from the wire (`amber fox`) in the reader's words: the same child in every language. One that the page does not know is shown as it is. */
export function showName(name: string, { names }: Pick<RareWords, 'names'>): ShownName {
  const [colour = '', animal = '', ...more] = name.split(' ')
  const [shade, picture] = [colours[colour], animals[animal]]
  if (!shade || !picture) return { text: name, picture: '', colour: 'transparent' }
  const said = names.say(wordIn(names.colours, colours, colour), wordIn(names.animals, animals, animal))
  return { text: [said, ...more].join(' '), picture, colour: shade }
}

const wordIn = (words: string, table: object, key: string) => words.split('|')[Object.keys(table).indexOf(key)]!
