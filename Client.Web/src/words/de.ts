import type { Words } from './en'

export const de: Words = {
  title: 'Interception',
  subtitle: 'Sieh deine Idee mit anderen Augen',
  language: 'Sprache',
  idea: { label: 'Deine Idee', hint: 'Worum geht es?', example: 'Ein Haus, das Angst im Dunkeln hat' },
  rules: { label: 'Deine Regeln', hint: 'Wie soll es anders gesehen werden?', example: 'Alles wird vom Wind erzählt' },
  preset: { label: 'Regeln aus', own: 'meinem Kopf' },
  options: {
    title: 'Mehr Auswahl',
    output: 'Was soll daraus werden?',
    translateTo: 'Meine Idee übersetzen',
    translateOutputTo: 'Vor dem fertigen Stück übersetzen',
    none: 'nein',
  },
  output: { Story: 'Eine Geschichte', Poem: 'Ein Gedicht', Picture: 'Ein Bild in Worten', Code: 'Eine Skizze in Code' },
  start: 'Los',
  startAgain: 'Neu anfangen',
  stop: 'Stopp',
  continue: 'Weiter',
  revise: 'Lies es durch. Du darfst jedes Wort ändern. Dann geht es weiter.',
  ownVersion: 'Deine Fassung',
  practice:
    'Das ist Übung: Hier arbeitet keine KI. Eine kleine Schreibmaschine spielt mit, und nur eine Wortliste prüft die Texte.',
  practiceTag: 'Übung ohne KI',
  stage: {
    PreInterception: { title: 'Prüfung', about: 'Passt die Idee, und ist sie in der richtigen Sprache?' },
    Interception: { title: 'Interception', about: 'Deine Idee, umgeschrieben nach deinen Regeln' },
    PreOutput: { title: 'Zweite Prüfung', about: 'Kann der Text so weitergehen?' },
    Output: { title: 'Das Stück', about: 'Was daraus geworden ist' },
  },
  status: {
    checking: 'Der Text wird geprüft',
    'loading-model': 'Das Modell wird geladen; beim ersten Mal dauert das etwas',
    thinking: 'Das Modell denkt nach, bevor es schreibt',
    writing: 'Der Text wird geschrieben',
    retrying: 'Das Modell hat nicht geantwortet; es wird noch einmal gefragt',
  },
  happening: {
    none: 'Schreib deine Idee auf und drücke auf Los.',
    lost: 'Die Verbindung ist weg. Sie wird gesucht; nichts geht verloren.',
    starting: 'Gleich fängt der Server an …',
    queue: (place) =>
      place === 1
        ? 'Warten auf das Modell: du bist als Nächstes dran'
        : `Warten auf das Modell: Platz ${place} in der Schlange`,
    eta: (low, high) => (high < 60 ? ', unter einer Minute' : `, etwa ${minutes(low, high)}`),
    stageBegun: 'Warten auf das erste Zeichen vom Modell',
    between: 'Warten auf den nächsten Schritt …',
    paused: 'Du bist dran: Lies, ändere, was du magst, und drücke auf Weiter.',
    completed: 'Fertig. Alle vier Schritte sind geschafft.',
    blocked: 'Die Prüfung hat gestoppt. Unten steht, warum.',
    help: 'Das ist wichtig. Unten findest du Menschen, die helfen.',
    stopped: 'Gestoppt.',
    truncated: 'Fertig, aber der Text bricht ab.',
    failed: 'Das hat nicht geklappt. Unten steht, warum.',
  },
  panel: {
    paused: 'Du bist dran',
    done: 'Fertig',
    blocked: 'Nicht durchgelassen',
    stopped: 'Gestoppt',
    truncated: 'Bricht ab',
    failed: 'Nicht geklappt',
  },
  reason: {
    blockedTitle: 'Das geht hier nicht weiter',
    failedTitle: 'Das hat nicht geklappt',
    byModel: 'Das hat das Modell geschrieben, nicht du. Fang neu an oder ändere deine Regeln ein wenig.',
    again: (seconds) => `Versuch es in ${seconds} Sekunden noch einmal.`,
  },
  category: {
    'hate-symbols': 'Darin sind Zeichen oder Wörter von Leuten, die andere hassen. Erzähl deine Idee ohne sie.',
    violence: 'Das ist sehr grausam. Erzähl, was passiert, ohne dass jemand gequält oder bedroht wird.',
    sexual: 'Darin geht es um Dinge, die nicht in diesen Workshop gehören. Nimm eine andere Idee.',
    'self-harm':
      'Wenn es dir nicht gut geht oder jemandem, den du kennst: Du musst damit nicht allein sein. Sprich mit einem Menschen, dem du vertraust, gern gleich hier.',
    'personal-data':
      'Darin steht ein Name, eine Adresse oder eine Nummer von einem echten Menschen. Erfinde lieber etwas.',
    other: 'Das passt nicht in diesen Workshop. Versuch es auf eine andere Art.',
  },
  help: {
    before: 'Hier hört dir jemand zu, kostenlos und ohne nach deinem Namen zu fragen: ',
    label: 'Nummer gegen Kummer, 116 111',
  },
  code: {
    invalid_request:
      'Etwas darin geht so nicht: Vielleicht ist ein Text zu lang. Mach ihn kürzer und versuch es noch einmal.',
    run_not_found: 'Dieser Versuch ist weg; der Server kennt ihn nicht mehr. Deine Idee ist noch da: Fang neu an.',
    offset_out_of_range: 'Die Seite ist durcheinandergekommen. Lade sie neu.',
    stage_not_reached: 'Der Versuch war vor diesem Schritt zu Ende.',
    conflict: 'Dieser Versuch ist schon anders weitergegangen.',
    rate_limited: 'Eins nach dem anderen: Warte einen Moment und versuch es dann noch einmal.',
    busy: 'Gerade warten zu viele. Versuch es gleich noch einmal.',
    access_denied: 'Der Zugangscode fehlt oder stimmt nicht. Frag deine Lehrerin oder deinen Lehrer.',
    blocked: 'Die Prüfung hat Nein gesagt.',
    safety_unavailable: 'Die Prüfung ging nicht, und ungeprüft geht nichts weiter. Versuch es noch einmal.',
    model_missing: 'Das Modell ist nicht auf dem Server. Sag deiner Lehrerin oder deinem Lehrer Bescheid.',
    provider_unavailable: 'Das Modell antwortet nicht. Versuch es gleich noch einmal oder sag Bescheid.',
    provider_interrupted: 'Das Modell hat mittendrin aufgehört. Versuch es noch einmal.',
    truncated: 'Das Modell musste aufhören, bevor sein Text fertig war.',
    timeout: 'Das Modell hat zu lange gebraucht. Versuch es noch einmal.',
    stopped: 'Es wurde gestoppt.',
    shutting_down: 'Der Server wird ausgeschaltet. Versuch es in ein paar Minuten noch einmal.',
    internal: 'Auf dem Server ist etwas kaputtgegangen. Versuch es noch einmal oder sag Bescheid.',
    disconnected: 'Die Verbindung ist beim Start abgerissen. Drück noch einmal auf Los.',
  },
}

function minutes(low: number, high: number): string {
  const [from, to] = [Math.max(1, Math.round(low / 60)), Math.ceil(high / 60)]
  return from === to ? (to === 1 ? 'eine Minute' : `${to} Minuten`) : `${from} bis ${to} Minuten`
}
