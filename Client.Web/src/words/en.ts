import type { Category, Code, OutputForm, Stage, StageStatus } from '../contracts/contracts'

export const en = {
  title: 'Interception',
  subtitle: 'See your idea with other eyes',
  language: 'Language',
  idea: { label: 'Your idea', hint: 'What is it about?', example: 'A house that is afraid of the dark' },
  rules: { label: 'Your rules', hint: 'How should it be seen differently?', example: 'Everything is told by the wind' },
  preset: { label: 'Rules from', own: 'my own head' },
  options: {
    title: 'More choices',
    output: 'What should it become?',
    translateTo: 'Translate my idea',
    translateOutputTo: 'Translate before the piece is written',
    none: 'no',
  },
  output: {
    Story: 'A story',
    Poem: 'A poem',
    Picture: 'A picture in words',
    Code: 'A sketch in code',
  } satisfies Record<OutputForm, string>,
  start: 'Start',
  startAgain: 'Start a new one',
  stop: 'Stop',
  continue: 'Continue',
  revise: 'Read it. You may change every word. Then go on.',
  ownVersion: 'Your version',
  practice:
    'This is practice: no AI is at work. A small writing machine plays along, and only a word list checks the texts.',
  practiceTag: 'Practice without AI',
  stage: {
    PreInterception: { title: 'Check', about: 'Is the idea fine, and in the right language?' },
    Interception: { title: 'Interception', about: 'Your idea, rewritten by your rules' },
    PreOutput: { title: 'Second check', about: 'Is the text fine to go on with?' },
    Output: { title: 'The piece', about: 'What it has become' },
  } satisfies Record<Stage, { title: string; about: string }>,
  status: {
    checking: 'The text is being checked',
    'loading-model': 'The model is being loaded; the first time this takes a while',
    thinking: 'The model is thinking before it writes',
    writing: 'The text is being written',
    retrying: 'The model did not answer; it is being asked once more',
  } satisfies Record<StageStatus, string>,
  happening: {
    none: 'Write down your idea, then press Start.',
    lost: 'The connection is gone. It is being looked for; nothing is lost.',
    starting: 'Waiting for the server to begin …',
    queue: (place: number) =>
      place === 1 ? 'Waiting for the model: you are next' : `Waiting for the model: number ${place} in line`,
    eta: (low: number, high: number) => (high < 60 ? ', under a minute' : `, about ${minutes(low, high)}`),
    stageBegun: 'Waiting for the first sign of the model',
    between: 'Waiting for the next step …',
    paused: 'Your turn: read, change what you like, then press Continue.',
    completed: 'Done. All four steps are finished.',
    blocked: 'Stopped by the check. Below you can read why.',
    help: 'This is serious. Below you find people who help.',
    stopped: 'Stopped.',
    truncated: 'Done, but the text breaks off.',
    failed: 'That did not work. Below you can read why.',
  },
  panel: {
    paused: 'Your turn',
    done: 'Done',
    blocked: 'Not let through',
    stopped: 'Stopped',
    truncated: 'Breaks off',
    failed: 'Did not work',
  },
  reason: {
    blockedTitle: 'This does not go on here',
    failedTitle: 'That did not work',
    byModel: 'The model wrote this, not you. Start again, or change your rules a little.',
    again: (seconds: number) => `Try again in ${seconds} seconds.`,
  },
  category: {
    'hate-symbols': 'It has signs or words of people who hate others. Tell your idea without them.',
    violence: 'It is very cruel. Tell what happens without anybody being tortured or threatened.',
    sexual: 'It is about things that do not belong in this workshop. Take another idea.',
    'self-harm':
      'If you are not well, or somebody you know is not: you do not have to be alone with that. Talk to somebody you trust, here and now if you like.',
    'personal-data': 'It has a name, an address or a number of a real person. Invent one instead.',
    other: 'It does not fit into this workshop. Try it in another way.',
  } satisfies Record<Category, string>,
  help: {
    before: 'In Germany, people listen to children and young people for free and without asking your name: ',
    label: 'Nummer gegen Kummer, 116 111',
  },
  code: {
    invalid_request: 'Something in it cannot be used: perhaps a text is too long. Make it shorter and try again.',
    run_not_found: 'This try is gone; the server does not remember it any more. Your idea is still here: start again.',
    offset_out_of_range: 'The page has lost its place. Load it again.',
    stage_not_reached: 'The try ended before this step.',
    conflict: 'This try has already gone another way.',
    rate_limited: 'One thing at a time: wait a moment, then try again.',
    busy: 'Too many are waiting just now. Try again in a moment.',
    access_denied: 'The access code is missing or wrong. Ask your teacher.',
    blocked: 'The check said no.',
    safety_unavailable: 'The check could not be made, and nothing goes on unchecked. Try again.',
    model_missing: 'The model is not on the server. Tell your teacher.',
    provider_unavailable: 'The model does not answer. Try again in a moment, or tell your teacher.',
    provider_interrupted: 'The model stopped in the middle. Try again.',
    truncated: 'The model had to stop before its text was finished.',
    timeout: 'The model took too long. Try again.',
    stopped: 'It was stopped.',
    shutting_down: 'The server is being switched off. Try again in a few minutes.',
    internal: 'Something broke on the server. Try again, or tell your teacher.',
    disconnected: 'The connection broke while starting. Press Start once more.',
  } satisfies Record<Code | 'disconnected', string>,
}

function minutes(low: number, high: number): string {
  const [from, to] = [Math.max(1, Math.round(low / 60)), Math.ceil(high / 60)]
  return from === to ? (to === 1 ? 'a minute' : `${to} minutes`) : `${from} to ${to} minutes`
}

export type Words = typeof en
