import { parse, type Node } from 'acorn'
import { readFileSync } from 'node:fs'
import { build, type Rolldown } from 'vite'
import { beforeAll, describe, expect, it } from 'vitest'

/** What Safari 15.4 and Chrome 100 read: ES2022 but for class static blocks and for lookbehind in regular expressions. */
const ecmaVersion = 2022

/** What only later browsers can do, by the name that it is called by. */
const tooNew =
  /^(toSorted|toReversed|toSpliced|fromAsync|groupBy|withResolvers|isWellFormed|toWellFormed|canParse|checkVisibility|showPopover|togglePopover|requestIdleCallback|startViewTransition|isSubsetOf|isSupersetOf|isDisjointFrom|symmetricDifference|randomUUID|AbortSignal\.(any|timeout)|Promise\.try|RegExp\.escape|Iterator\.\w+|Set\.union)$/

/** Selectors and units that make an older browser drop a whole rule. */
const tooNewForStyle = /\(width\s*[<>]|:has\(|@container|@starting-style|@scope|color-mix\(|light-dark\(|oklch\(|\d[dsl]v[hwib]\b|\dr?lh\b|[{};]\s*&/

let scripts: string[] = []
let ownScripts: string[] = []
let styles: string[] = []

/** @param external Packages that stay out. */
async function built(external: string[] = []) {
  const rolldownOptions = { external }
  const { output } = (await build({ logLevel: 'silent', build: { write: false, rolldownOptions } })) as Rolldown.RolldownOutput
  return {
    scripts: output.flatMap((file) => (file.type === 'chunk' ? [file.code] : [])),
    styles: output.flatMap((file) => (file.fileName.endsWith('.css') && file.type === 'asset' ? [String(file.source)] : [])),
  }
}

beforeAll(async () => {
  ;({ scripts, styles } = await built())
  ownScripts = (await built(['vue', '@microsoft/signalr'])).scripts
}, 60_000)

describe('the oldest browser that the page is for', () => {
  it('can read its scripts', () => {
    expect(scripts.length).toBeGreaterThan(0)
    for (const script of scripts) expect(faultsOf(script).filter((fault) => !tooNew.test(fault))).toEqual([])
  })

  // Vue brings the newer methods of arrays along for those who call them, and looks first whether they are there.
  it('is asked by nothing of ours for what it cannot do', () => {
    expect(ownScripts.length).toBeGreaterThan(0)
    for (const script of ownScripts) expect(faultsOf(script)).toEqual([])
  })

  it('understands every rule of its styles', () => {
    expect(styles.length).toBeGreaterThan(0)
    for (const style of styles) expect(tooNewForStyle.exec(style)?.[0]).toBeUndefined()
  })

  it.each([
    ['class A { static { this.b = 1 } }', 'static block'],
    ['/(?<=a)b/.test(c)', 'lookbehind'],
    ['new RegExp("(?<!a)b")', 'lookbehind'],
    ['[1].toSorted()', 'toSorted'],
    ['AbortSignal.timeout(1)', 'AbortSignal.timeout'],
  ])('is not taken for a newer one: %s', (script, fault) => {
    expect(faultsOf(script)).toEqual([fault])
  })
})

it('a browser of any age can read the script that says that it is too old', () => {
  expect(() => parse(readFileSync('public/browser-floor.js', 'utf8'), { ecmaVersion: 3 })).not.toThrow()
})

it('who has no scripts, or too old ones, reads a sentence in both languages', () => {
  const page = readFileSync('index.html', 'utf8')

  for (const part of [/<noscript>.*<\/noscript>/s, /<div id="not-started".*?<\/div>/s]) {
    expect(part.exec(page)?.[0]).toMatch(/<p lang="de">[^<]+\.<\/p>\s*<p>[^<]+\.<\/p>/)
  }
})

function faultsOf(script: string): string[] {
  const faults: string[] = []
  visit(parse(script, { ecmaVersion, sourceType: 'module' }), (node) => {
    const { type, regex, value } = node as Node & { regex?: { pattern: string }; value?: unknown }
    if (type === 'StaticBlock') faults.push('static block')
    const text = regex?.pattern ?? (type === 'Literal' && typeof value === 'string' ? value : '')
    if (/\(\?<[=!]/.test(text)) faults.push('lookbehind')
    if (type === 'MemberExpression') {
      const { object, property } = node as unknown as { object: { name?: string }; property: { name?: string } }
      const called = [property.name ?? '', `${object.name}.${property.name}`].find((call) => tooNew.test(call))
      if (called) faults.push(called)
    } else if (type === 'CallExpression') {
      const { callee } = node as unknown as { callee: { name?: string } }
      if (tooNew.test(callee.name ?? '')) faults.push(callee.name!)
    }
  })
  return faults
}

function visit(node: unknown, take: (node: Node) => void): void {
  if (Array.isArray(node)) for (const part of node) visit(part, take)
  else if (node && typeof node === 'object' && 'type' in node) {
    take(node as Node)
    for (const part of Object.values(node)) visit(part, take)
  }
}
