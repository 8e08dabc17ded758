import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname } from 'node:path'
import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import type { Form, Typeset } from './document.ts'
import { allPrintable } from './printable.ts'
import { templates } from './templates.ts'

const fonts = [
  'noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf',
  'noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf',
  'noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
]

let compiler: NodeCompiler | undefined

/** Sets one paper. Synchronous and heavy (the first one of a thread loads 40 MB of fonts): in a worker only. Throws when Typst refuses. */
export function typesetPdf(form: Form): Typeset {
  compiler ??= newCompiler()
  const data = JSON.stringify(allPrintable(form))
  const compiled = compiler.compile({ mainFileContent: templates[form.layout], inputs: { data } })
  const document = compiled.result
  if (!document) {
    const faults: { message?: string }[] = compiled.takeDiagnostics()?.shortDiagnostics ?? []
    throw new Error(`typst: ${faults.map(({ message }) => message).join('; ')}`)
  }
  const pdf = compiler.pdf(document)
  // What one paper left in Typst's cache is of no use to the next but for the fonts.
  compiler.evictCache(5)
  return { pdf, pages: document.numOfPages }
}

/**
 * Loaded by whoever sets a paper and by nobody else: a thread that has loaded it without using it takes the whole process with it when it ends (seen with
 * 0.6.1-rc5 on Node 26: a minute after a thread had only written a sheet).
 */
function newCompiler(): NodeCompiler {
  const typst: typeof import('@myriaddreamin/typst-ts-node-compiler') = load('@myriaddreamin/typst-ts-node-compiler')
  return typst.NodeCompiler.create({ workspace: tmpdir(), fontArgs: [{ fontPaths: fonts.map(folderOf) }] })
}

const load = createRequire(import.meta.url)

const folderOf = (file: string): string => dirname(load.resolve(`@expo-google-fonts/${file}`))
