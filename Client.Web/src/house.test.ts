import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import ts from 'typescript'
import { expect, it } from 'vitest'
import { parse } from 'vue/compiler-sfc'

/** Which folder may use which; nobody else is used. The files beside the folders put everything together. */
const mayUse: Record<string, string[]> = {
  contracts: [],
  i18n: ['contracts'],
  memory: ['contracts'],
  network: ['contracts'],
  hub: ['contracts', 'memory', 'network'],
  classroom: ['contracts', 'hub', 'memory', 'network'],
  server: ['contracts', 'hub', 'network'],
  runs: ['contracts', 'hub', 'memory', 'network'],
  components: ['classroom', 'contracts', 'hub', 'i18n', 'memory', 'network', 'runs', 'server', 'typewriter'],
  typewriter: [],

  'typewriter/core': [],
  'typewriter/browser': ['typewriter/core'],
  'typewriter/vue': ['typewriter/browser', 'typewriter/core'],

  'components/shell': [],
  'components/classroom': ['components/shell'],
  'components/board': ['components/classroom', 'components/shell'],
  'components/wall': ['components/classroom', 'components/shell'],
  'components/textTools': [],
  'components/earlierTries': ['components/textTools'],
  'components/embedding': [],
  'components/idea': ['components/shell'],
  'components/changes': [],
  'components/keepsake': ['components/textTools'],
  'components/wayOn': [],
  'components/slow': [],
  'components/progress': ['components/changes', 'components/earlierTries', 'components/idea', 'components/keepsake', 'components/shell', 'components/slow', 'components/textTools', 'components/wayOn'],
}

/** A package that one folder alone may use. */
const packageOf: Record<string, string> = { '@microsoft/signalr': 'hub' }

/** A page of a browser alone is enough for these: no framework. */
const withoutPackages = ['contracts', 'typewriter/core', 'typewriter/browser']

interface Import {
  from: string
  to: string
}

const isTest = (file: string) => file.endsWith('.test.ts')
const folderOf = (file: string, depth: number) => dirname(file).split('/').slice(0, depth).join('/').replace('.', '')
const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => /\.(ts|vue)$/.test(file))

/** What a file imports: of the page as a path below `src`, of a package as its name. */
function importsOf(file: string, text: string): Import[] {
  const { script, scriptSetup } = file.endsWith('.vue') ? parse(text).descriptor : { script: { content: text } }
  const code = [script?.content, scriptSetup?.content].join('\n')
  return ts.preProcessFile(code).importedFiles.map(({ fileName }) => ({
    from: file,
    to: fileName.startsWith('.') ? normalize(join(dirname(file), fileName)) : fileName,
  }))
}

const isOurs = ({ to }: Import) => files.some((file) => file === to || file.startsWith(`${to}.`) || file.startsWith(`${to}/`))
const imports = files.flatMap((file) => importsOf(file, readFileSync(join('src', file), 'utf8')))

/** The imports that lead from one folder of this depth into another, as `a -> b`. */
const crossings = (depth: number, of = imports.filter(isOurs)) =>
  of
    .filter(({ from, to }) => isTest(from) <= !to.startsWith('testing/'))
    .map(({ from, to }): [string, string] => [folderOf(from, depth), folderOf(to, depth)])
    .filter(([from, to]) => from !== '' && from !== 'testing' && from !== to)
    .filter(([from, to]) => depth === 1 || from.split('/')[0] === to.split('/')[0])

const isForbidden = ([from, to]: [string, string]) => !mayUse[from]?.includes(to)

it.each([1, 2])('no folder uses another than the table says, on level %i', (depth) => {
  expect(crossings(depth).filter(isForbidden)).toEqual([])
})

it.each([1, 2])('folders do not use each other in a circle, on level %i', (depth) => {
  const pairs = crossings(depth)
  let left = new Set(pairs.flat())
  // Takes away the folders that use none of those left; what is in a circle stays.
  for (let before = -1; before !== left.size; ) {
    before = left.size
    left = new Set([...left].filter((folder) => pairs.some(([from, to]) => from === folder && left.has(to))))
  }
  expect([...left]).toEqual([])
})

it('the table has every folder, and no other', () => {
  const folders = new Set(files.flatMap((file) => [folderOf(file, 1), folderOf(file, 2)]))
  folders.delete('')
  folders.delete('testing')

  expect([...folders].sort()).toEqual(Object.keys(mayUse).sort())
})

it('only tests use what is for tests', () => {
  const users = imports.filter(({ to }) => to.startsWith('testing/')).map(({ from }) => from)

  expect(users.filter((file) => !isTest(file) && !file.startsWith('testing/'))).toEqual([])
})

it('packages are used only where they belong', () => {
  const product = imports.filter(({ from }) => !isTest(from) && !from.startsWith('testing/'))
  const foreign = product.filter((one) => !isOurs(one))

  expect(foreign.filter(({ from, to }) => packageOf[to] && packageOf[to] !== folderOf(from, 1))).toEqual([])
  expect(foreign.filter(({ from }) => withoutPackages.includes(folderOf(from, 2)))).toEqual([])
})

it.each([
  ['typewriter/core/pace.ts', "import { ref } from '../vue/useTypewriter'"],
  ['typewriter/core/pace.ts', "export * from '../vue'"],
  ['typewriter/core/pace.ts', "const late = await import('../browser/painter')"],
  ['components/shell/TopBar.vue', "<script setup lang=\"ts\">\nimport type { Draft } from '../idea/useDraft'\n</script>"],
])('an import that is not allowed is found: in %s, %s', (file, text) => {
  expect(crossings(2, importsOf(file, text)).filter(isForbidden)).toHaveLength(1)
})
