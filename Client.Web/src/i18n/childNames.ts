import type { Language } from './useWords'

/** The languages of the words below, in their order; English is what stands on the wire. */
const columns = ['de', 'fr', 'tr', 'uk', 'ru', 'ar', 'ko']

/** The animals of names in class, with a picture each: the name is the same child in every language. */
const animals: Record<string, [picture: string, words: string]> = {
  badger: ['🦡', 'Dachs|blaireau|porsuk|борсук|барсук|غرير|오소리'],
  bear: ['🐻', 'Bär|ours|ayı|ведмідь|медведь|دب|곰'],
  bee: ['🐝', 'Biene|abeille|arı|бджола|пчела|نحلة|꿀벌'],
  beetle: ['🐞', 'Käfer|coccinelle|uğur böceği|жук|жук|دعسوقة|무당벌레'],
  butterfly: ['🦋', 'Falter|papillon|kelebek|метелик|бабочка|فراشة|나비'],
  camel: ['🐫', 'Kamel|chameau|deve|верблюд|верблюд|جمل|낙타'],
  cat: ['🐱', 'Katze|chat|kedi|кіт|кот|قط|고양이'],
  crab: ['🦀', 'Krabbe|crabe|yengeç|краб|краб|سلطعون|꽃게'],
  dolphin: ['🐬', 'Delfin|dauphin|yunus|дельфін|дельфин|دلفين|돌고래'],
  dove: ['🕊️', 'Taube|colombe|güvercin|голуб|голубь|حمامة|비둘기'],
  duck: ['🦆', 'Ente|canard|ördek|качка|утка|بطة|오리'],
  elephant: ['🐘', 'Elefant|éléphant|fil|слон|слон|فيل|코끼리'],
  flamingo: ['🦩', 'Flamingo|flamant|flamingo|фламінго|фламинго|نحام|플라밍고'],
  fox: ['🦊', 'Fuchs|renard|tilki|лис|лис|ثعلب|여우'],
  frog: ['🐸', 'Frosch|grenouille|kurbağa|жабка|лягушка|ضفدع|개구리'],
  giraffe: ['🦒', 'Giraffe|girafe|zürafa|жирафа|жираф|زرافة|기린'],
  hedgehog: ['🦔', 'Igel|hérisson|kirpi|їжак|ёж|قنفذ|고슴도치'],
  koala: ['🐨', 'Koala|koala|koala|коала|коала|كوالا|코알라'],
  lion: ['🦁', 'Löwe|lion|aslan|лев|лев|أسد|사자'],
  mouse: ['🐭', 'Maus|souris|fare|миша|мышка|فأر|생쥐'],
  octopus: ['🐙', 'Krake|poulpe|ahtapot|восьминіг|осьминог|أخطبوط|문어'],
  otter: ['🦦', 'Otter|loutre|su samuru|видра|выдра|قضاعة|수달'],
  owl: ['🦉', 'Eule|hibou|baykuş|сова|сова|بومة|부엉이'],
  panda: ['🐼', 'Panda|panda|panda|панда|панда|باندا|판다'],
  parrot: ['🦜', 'Papagei|perroquet|papağan|папуга|попугай|ببغاء|앵무새'],
  peacock: ['🦚', 'Pfau|paon|tavus kuşu|павич|павлин|طاووس|공작'],
  penguin: ['🐧', 'Pinguin|manchot|penguen|пінгвін|пингвин|بطريق|펭귄'],
  rabbit: ['🐰', 'Hase|lapin|tavşan|кролик|кролик|أرنب|토끼'],
  seal: ['🦭', 'Robbe|phoque|fok|тюлень|тюлень|فقمة|물범'],
  snail: ['🐌', 'Schnecke|escargot|salyangoz|равлик|улитка|حلزون|달팽이'],
  squirrel: ['🐿️', 'Hörnchen|écureuil|sincap|білка|белка|سنجاب|다람쥐'],
  swan: ['🦢', 'Schwan|cygne|kuğu|лебідь|лебедь|بجعة|백조'],
  tiger: ['🐯', 'Tiger|tigre|kaplan|тигр|тигр|نمر|호랑이'],
  turtle: ['🐢', 'Schildkröte|tortue|kaplumbağa|черепаха|черепаха|سلحفاة|거북이'],
  whale: ['🐳', 'Wal|baleine|balina|кит|кит|حوت|고래'],
  zebra: ['🦓', 'Zebra|zèbre|zebra|зебра|зебра|زيبرا|얼룩말'],
}

/** The colours, as a screen shows them; said by a thing of that colour where an adjective would have to agree with the animal. */
const colours: Record<string, [colour: string, words: string]> = {
  amber: ['#e8a317', 'Bernstein|ambre|kehribar|Бурштин|Янтарь|الكهرمان|호박색'],
  coral: ['#f26b5b', 'Korallen|corail|mercan|Корал|Коралл|المرجان|산호'],
  golden: ['#d4af37', 'Gold|or|altın|Золото|Золото|الذهب|황금'],
  green: ['#3a9a4b', 'Grün|émeraude|yeşil|Смарагд|Изумруд|الزمرد|초록'],
  indigo: ['#4b3fa8', 'Indigo|indigo|çivit|Індиго|Индиго|النيلة|쪽빛'],
  lilac: ['#b48ad6', 'Flieder|lilas|leylak|Бузок|Сирень|الليلك|라일락'],
  olive: ['#86862f', 'Oliv|olive|zeytin|Олива|Олива|الزيتون|올리브'],
  pink: ['#ea7fb0', 'Rosa|rose|pembe|Піон|Пион|الورد|분홍'],
  ruby: ['#b3173c', 'Rubin|rubis|yakut|Рубін|Рубин|الياقوت|루비'],
  silver: ['#a3a9b3', 'Silber|argent|gümüş|Срібло|Серебро|الفضة|은빛'],
  sky: ['#55b4e8', 'Himmel|azur|gök|Небо|Небо|السماء|하늘'],
  teal: ['#138a8a', 'Türkis|turquoise|turkuaz|Бірюза|Бирюза|الفيروز|청록'],
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
  return { text: [spoken(name, shade[1], kind[1], language), ...more].join(' '), picture: kind[0], colour: shade[0] }
}

function spoken(name: string, shades: string, kinds: string, language: string): string {
  const column = columns.indexOf(language)
  if (column < 0) return name.split(' ', 2).join(' ')
  const [colour, animal] = [shades.split('|')[column]!, kinds.split('|')[column]!]
  if (language === 'de') return `${colour}-${animal}`
  return language === 'tr' || language === 'ko' ? `${colour} ${animal}` : `${animal} ${colour}`
}
