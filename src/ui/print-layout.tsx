import type { ComponentChildren } from 'preact'
import { Document } from './document.tsx'
import type { Frame } from './frame.ts'

/** A sheet of A4, or a card of 80 mm: no navigation, a head with the city's name, a foot with the address it came from. */
export function PrintLayout({ frame, children }: { frame: Frame; children: ComponentChildren }) {
  return (
    <Document frame={frame} area="print" script={frame.assets.script}>
      <nav class="print-tools" aria-label="打印">
        <a class="btn btn-quiet" href={frame.path.replace(/\/print(?=$|\?)/, '') || '/'}>
          <span>返回</span>
        </a>
        <button class="btn btn-primary" type="button" data-print hidden>
          <span>打印</span>
        </button>
      </nav>
      <main class={frame.paper === 'card' ? 'sheet sheet-card' : 'sheet'} id="main">
        <header class="sheet-head">
          <img src={frame.assets.logo} alt="" width={32} height={32} />
          <span>
            {frame.cityName} · {frame.siteName ?? '阳光政务'}
          </span>
        </header>
        {children}
        <footer class="sheet-foot">{frame.path}</footer>
      </main>
    </Document>
  )
}
