import type { Language } from './useWords'

/** The animals of names in class, with a picture each: the name is the same child in every language. */
const animals: Record<string, [picture: string, de: string]> = {
  badger: ['🦡', 'Dachs'],
  bear: ['🐻', 'Bär'],
  bee: ['🐝', 'Biene'],
  beetle: ['🐞', 'Käfer'],
  butterfly: ['🦋', 'Falter'],
  camel: ['🐫', 'Kamel'],
  cat: ['🐱', 'Katze'],
  crab: ['🦀', 'Krabbe'],
  dolphin: ['🐬', 'Delfin'],
  dove: ['🕊️', 'Taube'],
  duck: ['🦆', 'Ente'],
  elephant: ['🐘', 'Elefant'],
  flamingo: ['🦩', 'Flamingo'],
  fox: ['🦊', 'Fuchs'],
  frog: ['🐸', 'Frosch'],
  giraffe: ['🦒', 'Giraffe'],
  hedgehog: ['🦔', 'Igel'],
  koala: ['🐨', 'Koala'],
  lion: ['🦁', 'Löwe'],
  mouse: ['🐭', 'Maus'],
  octopus: ['🐙', 'Krake'],
  otter: ['🦦', 'Otter'],
  owl: ['🦉', 'Eule'],
  panda: ['🐼', 'Panda'],
  parrot: ['🦜', 'Papagei'],
  peacock: ['🦚', 'Pfau'],
  penguin: ['🐧', 'Pinguin'],
  rabbit: ['🐰', 'Hase'],
  seal: ['🦭', 'Robbe'],
  snail: ['🐌', 'Schnecke'],
  squirrel: ['🐿️', 'Hörnchen'],
  swan: ['🦢', 'Schwan'],
  tiger: ['🐯', 'Tiger'],
  turtle: ['🐢', 'Schildkröte'],
  whale: ['🐳', 'Wal'],
  zebra: ['🦓', 'Zebra'],
}

/** The colours, as a screen shows them. */
const colours: Record<string, [colour: string, de: string]> = {
  amber: ['#e8a317', 'Bernstein'],
  coral: ['#f26b5b', 'Korallen'],
  golden: ['#d4af37', 'Gold'],
  green: ['#3a9a4b', 'Grün'],
  indigo: ['#4b3fa8', 'Indigo'],
  lilac: ['#b48ad6', 'Flieder'],
  olive: ['#86862f', 'Oliv'],
  pink: ['#ea7fb0', 'Rosa'],
  ruby: ['#b3173c', 'Rubin'],
  silver: ['#a3a9b3', 'Silber'],
  sky: ['#55b4e8', 'Himmel'],
  teal: ['#138a8a', 'Türkis'],
}

/** A child's name in class as a page shows it. */
export interface ShownName {
  text: string
  picture: string
  colour: string
}

/** Says a name from the wire (`amber fox`) in the reader's language; one that the page does not know as it is. */
export function showName(name: string, language: Language | string): ShownName {
  const [colour = '', animal = '', ...more] = name.split(' ')
  const [shade, kind] = [colours[colour], animals[animal]]
  if (!shade || !kind) return { text: name, picture: '', colour: 'transparent' }
  const text = language === 'de' ? [`${shade[1]}-${kind[1]}`, ...more].join(' ') : name
  return { text, picture: kind[0], colour: shade[0] }
}
