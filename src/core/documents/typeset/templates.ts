/**
 * The Typst source of all papers. What people typed comes in as JSON and is only ever shown as a string, so no word of theirs is parsed. Measures of
 * GB/T 9704—2012: margins 37/26/35/28 mm, 3号 (16 pt) at 22 lines a page (29 pt from line to line), 2号 (22 pt) for titles. 小标宋 and 仿宋 are
 * not free fonts: Noto Serif SC stands for both, Noto Sans SC for 黑体.
 */
const common = `
#let d = json(bytes(sys.inputs.data))
#let red = rgb("#d7000f")
#let serif = ("Noto Serif SC", "Libertinus Serif", "DejaVu Sans Mono")
#let sans = ("Noto Sans SC", "Noto Serif SC", "DejaVu Sans Mono")
#set text(font: serif, size: 16pt, lang: "zh", region: "cn", top-edge: 0.88em, bottom-edge: -0.12em)
#set par(leading: 13pt, spacing: 13pt, justify: true, first-line-indent: (amount: 2em, all: true))
#let flat(body) = { set par(first-line-indent: 0pt, justify: false); body }

#let cells(b, size) = flat({
  set text(size: size)
  set par(leading: 0.45em, spacing: 0.45em)
  table(
    columns: b.columns.map(c => c.width * 1fr),
    align: b.columns.map(c => if c.at("align", default: "left") == "right" { right + horizon }
      else if c.at("align", default: "left") == "center" { center + horizon } else { left + horizon }),
    inset: (x: 4pt, y: 6pt), stroke: 0.5pt,
    table.header(..b.columns.map(c => align(center, text(font: sans, weight: 700, c.label)))),
    ..b.rows.flatten(),
  )
})

// The last words stay with the seal: no page has a seal alone.
#let blocks(size) = for (i, b) in d.blocks.enumerate() {
  if b.kind == "paragraph" and i + 1 == d.blocks.len() { block(sticky: true, par(b.text)) }
  else if b.kind == "heading" { block(sticky: true, par(text(font: sans, weight: 700, b.text))) }
  else if b.kind == "quote" { block(inset: (left: 2em, right: 2em), par(b.text)) }
  else if b.kind == "table" { block(above: 16pt, below: 16pt, cells(b, size)) }
  else { par(b.text) }
}
`

const letter = String.raw`
#let double-line(thick, thin) = stack(spacing: 1.6pt, line(length: 170mm, stroke: thick + red), line(length: 170mm, stroke: thin + red))
#set document(title: d.title, author: d.head, keywords: if d.check == none { () } else { (d.check.record.mark,) })
#set page(
  paper: "a4", margin: (top: 37mm, right: 26mm, bottom: 35mm, left: 28mm), footer-descent: 7mm,
  background: context if here().page() == 1 {
    place(bottom + center, dy: -20mm, double-line(0.7pt, 1.9pt))
    // Between the text and the red line, so that it takes no room from the text and stands on the first page.
    if d.check != none {
      place(bottom + left, dx: 28mm, dy: -22mm, block(width: 156mm, flat({
        set text(size: 7.5pt, fill: luma(70))
        set par(leading: 3pt, spacing: 3pt)
        grid(columns: (13mm, 1fr, 13mm), column-gutter: 3mm, align: horizon,
          image(bytes(d.check.qr), format: "svg", width: 13mm, alt: "文书核验二维码"),
          [文书核验码 #text(font: sans, weight: 700, d.check.code) \ #d.check.note \ #d.check.record.note],
          image(bytes(d.check.record.qr), format: "svg", width: 13mm, alt: "存证核验二维码"))
      })))
    }
  },
  footer: context if here().page() > 1 {
    set text(size: 14pt)
    let n = here().page()
    flat(align(if calc.odd(n) { right } else { left }, [#h(1em)— #n —#h(1em)]))
  },
)
#let star(r) = {
  let points = range(10).map(i => {
    let a = i * 36deg
    let q = if calc.even(i) { r } else { r * 0.382 }
    (r + q * calc.sin(a), r - q * calc.cos(a))
  })
  box(width: 2 * r, height: 2 * r, place(polygon(fill: red.transparentize(12%), ..points)))
}
#let seal(s) = box(width: 42mm, height: 42mm, {
  let ink = red.transparentize(12%)
  let glyphs = s.name.clusters()
  let n = glyphs.len()
  let size = if n <= 12 { 15pt } else if n <= 16 { 12.5pt } else { 10.5pt }
  let span = calc.min(250deg, (n - 1) * 21deg)
  place(center + horizon, circle(radius: 20.3mm, stroke: 1.2mm + ink))
  place(center + horizon, dy: 0.4mm, star(6.2mm))
  for (i, glyph) in glyphs.enumerate() {
    let a = if n == 1 { 0deg } else { span * i / (n - 1) - span / 2 }
    place(center + horizon, dx: 16mm * calc.sin(a), dy: -16mm * calc.cos(a),
      rotate(a, scale(x: 82%, text(size: size, weight: 700, fill: ink, glyph))))
  }
  if s.isDemo { place(center + horizon, dy: 11.6mm, text(size: 11pt, weight: 700, fill: ink, tracking: 3pt, "演示")) }
})
#let n = d.head.clusters().len()
#flat({
  v(-7mm)
  layout(area => {
    let size = calc.min(36pt, 150mm / n)
    align(center, text(size: size, weight: 700, fill: red, tracking: if n < 12 { 4pt } else { 0pt }, d.head))
  })
  v(4mm - 13pt + 0.5em)
  move(dx: -8mm, double-line(1.9pt, 0.7pt))
  align(right, d.number)
  v(22pt)
  align(center, { set par(leading: 10pt); text(size: 22pt, weight: 700, d.title) })
  v(12pt)
  par(d.to + "：")
})
#blocks(12pt)
#block(breakable: false, above: 13pt, width: 100%, flat({
  v(52pt)
  let wide = calc.max(d.signer.clusters().len(), 8)
  align(right, box({
    set par(leading: 13pt)
    align(center, { d.signer; linebreak(); d.date })
    if d.seal != none { place(center + horizon, seal(d.seal)) }
  }) + h(if wide > 14 { 2em } else { 4em }))
  v(34pt)
}))
#if d.contact != none { par(d.contact) }
`

const bulletin = `
#set document(title: d.head + " " + d.issue, author: d.issuer)
#set page(
  paper: "a4", margin: (top: 37mm, right: 26mm, bottom: 35mm, left: 28mm), footer-descent: 7mm,
  footer: context {
    set text(size: 14pt)
    let n = here().page()
    flat(align(if calc.odd(n) { right } else { left }, [#h(1em)— #n —#h(1em)]))
  },
)
#flat({
  align(center, text(size: 42pt, weight: 700, fill: red, tracking: 10pt, d.head))
  v(14pt)
  align(center, d.issue)
  v(6pt)
  grid(columns: (1fr, auto), inset: (x: 1em), d.issuer, d.date)
  v(-5pt)
  line(length: 100%, stroke: 1.6pt + red)
  v(10pt)
})
#blocks(11pt)
#v(1fr)
#block(breakable: false, width: 100%, flat({
  set text(size: 12pt)
  set par(leading: 6pt, spacing: 6pt)
  line(length: 100%, stroke: 0.9pt)
  for line in d.foot { pad(x: 1em, par(line)) }
  line(length: 100%, stroke: 0.9pt)
}))
`

const list = `
#set document(title: d.title)
#set text(size: 11pt)
#set par(leading: 6pt, spacing: 8pt)
#set page(
  paper: "a4", flipped: true, margin: (x: 18mm, y: 18mm),
  footer: context flat(align(center, text(size: 10pt)[第 #here().page() 页，共 #counter(page).final().first() 页])),
)
#flat({
  align(center, text(size: 20pt, weight: 700, d.title))
  v(4pt)
  par(d.lead)
})
#blocks(10pt)
#block(breakable: false, above: 24pt, flat(grid(columns: d.signatures.map(_ => 1fr), ..d.signatures.map(s => [#s：#box(width: 5em, line(length: 5em, stroke: 0.5pt))]))))
`

const reading = `
#set document(title: d.title, author: d.head, keywords: (d.record.mark,))
#set text(size: 12pt)
#set par(leading: 9pt, spacing: 9pt)
#set page(
  paper: "a4", margin: (x: 26mm, top: 24mm, bottom: 38mm), footer-descent: 6mm,
  footer: context flat({
    set text(size: 8.5pt, fill: luma(70))
    set par(leading: 4pt, spacing: 4pt)
    line(length: 100%, stroke: 0.5pt + luma(160))
    v(2mm)
    grid(columns: (15mm, 1fr, auto), column-gutter: 4mm, align: horizon,
      image(bytes(d.record.qr), format: "svg", width: 15mm, alt: "存证核验二维码"),
      d.record.note,
      [第 #here().page() 页，共 #counter(page).final().first() 页])
  }),
)
#flat({
  set text(size: 10.5pt, fill: luma(70))
  par(d.head)
  v(4mm)
})
#flat({
  set par(leading: 8pt)
  text(size: 20pt, weight: 700, d.title)
  v(2mm)
  set text(size: 10.5pt, fill: luma(70))
  for fact in d.facts { par(fact) }
  v(3mm)
})
#blocks(10pt)
`

export const templates = {
  letter: common + letter,
  bulletin: common + bulletin,
  list: common + list,
  reading: common + reading,
} as const
