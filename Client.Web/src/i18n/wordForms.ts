/** A word in each of its number forms; `#` stands for the number. */
export type NumberForms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }

/** Numbers, and words that go with numbers, as a language has them. */
export function wordForms(language: string) {
  const rules = new Intl.PluralRules(language)
  const plain = new Intl.NumberFormat(language)
  const percents = new Intl.NumberFormat(language, { style: 'percent' })
  const unit = (name: string, digits: number) =>
    new Intl.NumberFormat(language, {
      style: 'unit',
      unit: name,
      unitDisplay: 'narrow',
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    })
  const [seconds, tenths, minutes] = [unit('second', 0), unit('second', 1), unit('minute', 0)]

  const number = (value: number) => plain.format(value)
  const formed = (value: number, said: string, forms: NumberForms) =>
    (forms[rules.select(value)] ?? forms.other).replace('#', said)

  return {
    number,
    percent: (value: number) => percents.format(value / 100),
    /** A number with the word that goes with it. */
    count: (value: number, forms: NumberForms) => formed(value, number(value), forms),
    /** A time from `low` to `high` seconds, in whole minutes. */
    minutes(low: number, high: number, forms: NumberForms): string {
      const [from, to] = [Math.max(1, Math.round(low / 60)), Math.ceil(high / 60)]
      return formed(to, from === to ? number(to) : `${number(from)}–${number(to)}`, forms)
    },
    elapsed: (value: number) =>
      value < 60
        ? seconds.format(value)
        : `${minutes.format(Math.floor(value / 60))} ${seconds.format(value % 60)}`,
    /** How long ago, in whole seconds or minutes. */
    ago: (value: number) => (value < 60 ? seconds.format(value) : minutes.format(Math.floor(value / 60))),
    took: (ms: number) => (ms < 10_000 ? tenths.format(Math.max(100, ms) / 1000) : seconds.format(Math.round(ms / 1000))),
  }
}

/** The same as a type, for files of words. */
export type Forms = ReturnType<typeof wordForms>
