import { createRequire } from 'node:module'
import { and, eq, type SQL } from 'drizzle-orm'
import sharp from 'sharp'
import type { House } from '#platform/house.ts'
import { isId } from '#platform/id.ts'
import { notFound } from '#platform/refusal.ts'
import { files } from './tables.ts'

const fontfile = createRequire(import.meta.url).resolve(
  '@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
)
const widest = 1400

/**
 * A kept picture for one reader: no larger than a screen needs, their words across it, never stored by the browser. Who photographs it photographs their
 * own name. Only pictures; `where` is the caller's rule of access.
 */
export async function openWatermarked(
  house: Pick<House, 'db' | 'files'>,
  asked: { id: string; where: SQL | undefined; words: string },
): Promise<Response> {
  const [row] = isId(asked.id)
    ? await house.db
        .select()
        .from(files)
        .where(and(eq(files.id, asked.id), eq(files.state, 'kept'), asked.where))
    : []
  if (!row?.mediaType.startsWith('image/') || !(await house.files.exists(row.storageKey))) throw notFound('原件')
  const marked = await watermark(Buffer.from(await house.files.getBytes(row.storageKey)), asked.words)
  return new Response(new Uint8Array(marked), {
    headers: {
      'Content-Type': 'image/jpeg',
      'Content-Disposition': 'inline',
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'Cache-Control': 'no-store',
    },
  })
}

/** @param words as plain text; markup of Pango is escaped */
export async function watermark(picture: Buffer, words: string): Promise<Buffer> {
  const plain = words.replace(/[<>&]/gu, ' ')
  const text = await sharp({
    text: {
      text: `<span foreground="#8c1d18" alpha="26%">${plain}</span>`,
      font: 'Noto Sans SC',
      fontfile,
      rgba: true,
      dpi: 150,
    },
  })
    .rotate(-24, { background: { r: 0, g: 0, b: 0, alpha: 0 } })
    .extend({ top: 60, bottom: 60, left: 60, right: 60, background: { r: 0, g: 0, b: 0, alpha: 0 } })
    .png()
    .toBuffer()
  const shown = await sharp(picture).resize({ width: widest, fit: 'inside', withoutEnlargement: true }).png().toBuffer()
  const [canvas, mark] = await Promise.all([sharp(shown).metadata(), sharp(text).metadata()])
  // A picture smaller than the words gets them smaller.
  const fits = Math.min(1, (canvas.width ?? 1) / (mark.width ?? 1), (canvas.height ?? 1) / (mark.height ?? 1))
  const tile = await sharp(text)
    .resize({ width: Math.max(1, Math.floor((mark.width ?? 1) * fits)) })
    .toBuffer()
  return sharp(shown)
    .flatten({ background: '#ffffff' })
    .composite([{ input: tile, tile: true }])
    .jpeg({ quality: 85 })
    .toBuffer()
}
