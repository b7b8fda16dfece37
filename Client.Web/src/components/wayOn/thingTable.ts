/**
 * Harmless things that ideas are about. An alternative is made of these alone: whatever else an idea says may be what it
 * was stopped for. In each row the same thing in the order of `columns`, as it stands at the beginning of a sentence's
 * subject; the last word is the one that an idea is searched for.
 */
export const columns = ['en', 'de', 'fr', 'tr', 'uk', 'ru', 'ar', 'ko'] as const

export const things = `
a bird|ein Vogel|un oiseau|bir kuş|птах|птица|طائر|새
a fence|ein Zaun|une clôture|bir çit|паркан|забор|سياج|울타리
a house|ein Haus|une maison|bir ev|будинок|дом|بيت|집
a dog|ein Hund|un chien|bir köpek|пес|собака|كلب|개
a cat|eine Katze|un chat|bir kedi|кіт|кошка|قطة|고양이
a horse|ein Pferd|un cheval|bir at|кінь|лошадь|حصان|말
a mouse|eine Maus|une souris|bir fare|миша|мышь|فأر|생쥐
a rabbit|ein Hase|un lapin|bir tavşan|заєць|заяц|أرنب|토끼
a fox|ein Fuchs|un renard|bir tilki|лисиця|лиса|ثعلب|여우
a bear|ein Bär|un ours|bir ayı|ведмідь|медведь|دب|곰
a wolf|ein Wolf|un loup|bir kurt|вовк|волк|ذئب|늑대
a lion|ein Löwe|un lion|bir aslan|лев|лев|أسد|사자
an elephant|ein Elefant|un éléphant|bir fil|слон|слон|فيل|코끼리
a fish|ein Fisch|un poisson|bir balık|риба|рыба|سمكة|물고기
a frog|ein Frosch|une grenouille|bir kurbağa|жаба|лягушка|ضفدع|개구리
a butterfly|ein Schmetterling|un papillon|bir kelebek|метелик|бабочка|فراشة|나비
a bee|eine Biene|une abeille|bir arı|бджола|пчела|نحلة|꿀벌
a spider|eine Spinne|une araignée|bir örümcek|павук|паук|عنكبوت|거미
a snail|eine Schnecke|un escargot|bir salyangoz|равлик|улитка|حلزون|달팽이
a dragon|ein Drache|un dragon|bir ejderha|дракон|дракон|تنين|용
a dinosaur|ein Dinosaurier|un dinosaure|bir dinozor|динозавр|динозавр|ديناصور|공룡
a unicorn|ein Einhorn|une licorne|bir tekboynuz|єдиноріг|единорог|أحادي القرن|유니콘
a knight|ein Ritter|un chevalier|bir şövalye|лицар|рыцарь|فارس|기사
a king|ein König|un roi|bir kral|король|король|ملك|왕
a queen|eine Königin|une reine|bir kraliçe|королева|королева|ملكة|여왕
a princess|eine Prinzessin|une princesse|bir prenses|принцеса|принцесса|أميرة|공주
a witch|eine Hexe|une sorcière|bir cadı|відьма|ведьма|ساحرة|마녀
a wizard|ein Zauberer|un magicien|bir büyücü|чарівник|волшебник|ساحر|마법사
a pirate|ein Pirat|un pirate|bir korsan|пірат|пират|قرصان|해적
a robot|ein Roboter|un robot|bir robot|робот|робот|روبوت|로봇
a giant|ein Riese|un géant|bir dev|велетень|великан|عملاق|거인
a ghost|ein Gespenst|un fantôme|bir hayalet|привид|привидение|شبح|유령
a monster|ein Monster|un monstre|bir canavar|монстр|монстр|وحش|괴물
a clown|ein Clown|un clown|bir palyaço|клоун|клоун|مهرج|광대
a teacher|eine Lehrerin|un professeur|bir öğretmen|вчителька|учительница|معلّمة|선생님
a friend|ein Freund|un ami|bir arkadaş|друг|друг|صديق|친구
a child|ein Kind|un enfant|bir çocuk|дитина|ребёнок|طفل|아이
a girl|ein Mädchen|une fille|bir kız|дівчинка|девочка|بنت|소녀
a boy|ein Junge|un garçon|bir oğlan|хлопчик|мальчик|ولد|소년
a grandmother|eine Oma|une grand-mère|bir nine|бабуся|бабушка|جدة|할머니
a school|eine Schule|une école|bir okul|школа|школа|مدرسة|학교
a castle|ein Schloss|un château|bir şato|замок|замок|قصر|성
a tower|ein Turm|une tour|bir kule|вежа|башня|برج|탑
a city|eine Stadt|une ville|bir şehir|місто|город|مدينة|도시
a street|eine Straße|une rue|bir sokak|вулиця|улица|شارع|거리
a bridge|eine Brücke|un pont|bir köprü|міст|мост|جسر|다리
a garden|ein Garten|un jardin|bir bahçe|сад|сад|حديقة|정원
a forest|ein Wald|une forêt|bir orman|ліс|лес|غابة|숲
a tree|ein Baum|un arbre|bir ağaç|дерево|дерево|شجرة|나무
a flower|eine Blume|une fleur|bir çiçek|квітка|цветок|زهرة|꽃
an apple|ein Apfel|une pomme|bir elma|яблуко|яблоко|تفاحة|사과
a mountain|ein Berg|une montagne|bir dağ|гора|гора|جبل|산
a river|ein Fluss|une rivière|bir nehir|річка|река|نهر|강
the sea|das Meer|la mer|deniz|море|море|البحر|바다
an island|eine Insel|une île|bir ada|острів|остров|جزيرة|섬
a ship|ein Schiff|un bateau|bir gemi|корабель|корабль|سفينة|배
a train|ein Zug|un train|bir tren|потяг|поезд|قطار|기차
a car|ein Auto|une voiture|bir araba|машина|машина|سيارة|자동차
a bicycle|ein Fahrrad|un vélo|bir bisiklet|велосипед|велосипед|دراجة|자전거
a rocket|eine Rakete|une fusée|bir roket|ракета|ракета|صاروخ|로켓
the moon|der Mond|la lune|ay|місяць|луна|القمر|달
the sun|die Sonne|le soleil|güneş|сонце|солнце|الشمس|해
a star|ein Stern|une étoile|bir yıldız|зірка|звезда|نجمة|별
a cloud|eine Wolke|un nuage|bir bulut|хмара|облако|سحابة|구름
the rain|der Regen|la pluie|yağmur|дощ|дождь|المطر|비
the snow|der Schnee|la neige|kar|сніг|снег|الثلج|눈
the wind|der Wind|le vent|rüzgâr|вітер|ветер|الريح|바람
the night|die Nacht|la nuit|gece|ніч|ночь|الليل|밤
a dream|ein Traum|un rêve|bir rüya|сон|сон|حلم|꿈
a door|eine Tür|une porte|bir kapı|двері|дверь|باب|문
a window|ein Fenster|une fenêtre|bir pencere|вікно|окно|نافذة|창문
a lamp|eine Lampe|une lampe|bir lamba|лампа|лампа|مصباح|램프
a table|ein Tisch|une table|bir masa|стіл|стол|طاولة|책상
a chair|ein Stuhl|une chaise|bir sandalye|стілець|стул|كرسي|의자
a bed|ein Bett|un lit|bir yatak|ліжко|кровать|سرير|침대
a clock|eine Uhr|une horloge|bir saat|годинник|часы|ساعة|시계
a book|ein Buch|un livre|bir kitap|книга|книга|كتاب|책
a letter|ein Brief|une lettre|bir mektup|лист|письмо|رسالة|편지
a pencil|ein Stift|un crayon|bir kalem|олівець|карандаш|قلم|연필
a shoe|ein Schuh|une chaussure|bir ayakkabı|черевик|ботинок|حذاء|신발
a hat|ein Hut|un chapeau|bir şapka|капелюх|шляпа|قبعة|모자
a ball|ein Ball|un ballon|bir top|м’яч|мяч|كرة|공
a cake|ein Kuchen|un gâteau|bir pasta|торт|торт|كعكة|케이크
a toy|ein Spielzeug|un jouet|bir oyuncak|іграшка|игрушка|لعبة|장난감
a balloon|ein Luftballon|un ballon de baudruche|bir balon|кулька|шарик|بالون|풍선
a kite|ein Papierdrachen|un cerf-volant|bir uçurtma|повітряний змій|воздушный змей|طائرة ورقية|연
a fridge|ein Kühlschrank|un frigo|bir buzdolabı|холодильник|холодильник|ثلاجة|냉장고
a song|ein Lied|une chanson|bir şarkı|пісня|песня|أغنية|노래
a football|ein Fußball|un ballon de foot|bir futbol topu|футбольний м’яч|футбольный мяч|كرة قدم|축구공
`

/** What two things, or one, may do instead; `1` and `2` stand for them. */
export const ways: Record<(typeof columns)[number], { two: string[]; one: string[]; fallback: string[] }> = {
  en: {
    two: ['1 and 2 become friends', '1 has a secret that only 2 knows', '1 and 2 swap places for a day'],
    one: ['1 that finds a friend', '1 that keeps a secret', '1 that sees something for the first time'],
    fallback: ['A cloud that is afraid of heights', 'A lamp that collects shadows', 'A bench that knows everybody'],
  },
  de: {
    two: ['1 und 2 werden Freunde', '1 und 2 haben ein Geheimnis', '1 und 2 tauschen einen Tag lang die Plätze'],
    one: ['1 findet einen Freund', '1 hat ein Geheimnis', '1 sieht etwas zum ersten Mal'],
    fallback: ['Eine Wolke mit Höhenangst', 'Eine Lampe, die Schatten sammelt', 'Eine Bank, die alle kennt'],
  },
  fr: {
    two: ['1 et 2 deviennent amis', '1 et 2 ont un secret', '1 et 2 échangent leur place pour un jour'],
    one: ['1 trouve un ami', '1 garde un secret', '1 voit quelque chose pour la première fois'],
    fallback: ['Un nuage qui a le vertige', 'Une lampe qui collectionne les ombres', 'Un banc qui connaît tout le monde'],
  },
  tr: {
    two: ['1 ve 2 arkadaş oluyor', '1 ve 2 bir sır saklıyor', '1 ve 2 bir günlüğüne yer değiştiriyor'],
    one: ['1 bir arkadaş buluyor', '1 bir sır saklıyor', '1 bir şeyi ilk kez görüyor'],
    fallback: ['Yükseklikten korkan bir bulut', 'Gölge toplayan bir lamba', 'Herkesi tanıyan bir bank'],
  },
  uk: {
    two: ['1 і 2 стають друзями', '1 і 2 мають таємницю', '1 і 2 на день міняються місцями'],
    one: ['1 знаходить друга', '1 має таємницю', '1 бачить щось уперше'],
    fallback: ['Хмара, яка боїться висоти', 'Лампа, яка збирає тіні', 'Лавка, яка знає всіх'],
  },
  ru: {
    two: ['1 и 2 становятся друзьями', '1 и 2 хранят тайну', '1 и 2 на день меняются местами'],
    one: ['1 находит друга', '1 хранит тайну', '1 видит что-то впервые'],
    fallback: ['Облако, которое боится высоты', 'Лампа, которая собирает тени', 'Скамейка, которая знает всех'],
  },
  ar: {
    two: ['صداقة بين 1 و2', 'سر بين 1 و2', '1 و2 يتبادلان المكان ليوم واحد'],
    one: ['حكاية عن صداقة: 1', 'حكاية عن سر: 1', 'حكاية عن أول مرة: 1'],
    fallback: ['سحابة تخاف من الأماكن العالية', 'مصباح يجمع الظلال', 'مقعد يعرف كل الناس'],
  },
  ko: {
    two: ['친구가 된 1와/과 2', '1와/과 2의 비밀', '하루 동안 자리를 바꾼 1와/과 2'],
    one: ['친구를 찾은 이야기: 1', '비밀을 가진 이야기: 1', '처음 본 것에 대한 이야기: 1'],
    fallback: ['높은 곳을 무서워하는 구름', '그림자를 모으는 램프', '모두를 아는 벤치'],
  },
}
