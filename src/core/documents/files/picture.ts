import sharp, { type Sharp } from 'sharp'
import type { FileKind } from './file-kind.ts'

export type Picture = { content: Buffer; thumbnail: Buffer }

/** A picture of more than 60 million points is refused before it is unpacked: phones make at most 50*. */
const mostPixels = 60_000_000
const thumbnailWidth = 480

/**
 * The picture written anew, upright, with nothing but its points: place, camera, hidden comments and whatever else was glued to the
 * file are gone. Throws when it cannot be read.
 */
export async function rewritePicture(content: Uint8Array, kind: FileKind): Promise<Picture> {
  const read = (animated: boolean): Sharp =>
    sharp(content, { limitInputPixels: mostPixels, failOn: 'error', animated, sequentialRead: true }).autoOrient()
  const whole = await encode(read(kind.extension === 'gif'), kind.extension).toBuffer()
  const thumbnail = await read(false)
    .resize({ width: thumbnailWidth, height: thumbnailWidth, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: 78, mozjpeg: true })
    .toBuffer()
  return { content: whole, thumbnail }
}

function encode(picture: Sharp, extension: string): Sharp {
  if (extension === 'png') return picture.png({ compressionLevel: 8 })
  if (extension === 'webp') return picture.webp({ quality: 88 })
  if (extension === 'gif') return picture.gif()
  return picture.jpeg({ quality: 90 })
}
