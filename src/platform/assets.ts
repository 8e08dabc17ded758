import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Addresses of the built styles and scripts, by source name, from Vite's manifest. */
export type Assets = (source: string) => string

/** The built client, beside `dist/main.js` or below the project when the source runs (tests). */
export function clientFolder(): string | null {
  for (let at = import.meta.dirname; ; at = dirname(at)) {
    for (const folder of [join(at, 'client'), join(at, 'dist', 'client')]) {
      if (existsSync(join(folder, '.vite', 'manifest.json'))) return folder
    }
    if (at === dirname(at)) return null
  }
}

export function readAssets(folder: string | null): Assets {
  if (!folder) return (source) => `/assets/${source.split('/').at(-1) ?? source}`
  const manifest = JSON.parse(readFileSync(join(folder, '.vite', 'manifest.json'), 'utf8')) as Record<
    string,
    { file: string }
  >
  return (source) => {
    const entry = manifest[source]
    if (!entry) throw new Error(`not in the client build: ${source}`)
    return `/${entry.file}`
  }
}
