import sharp from 'sharp'

/** A photograph as a phone makes it, with the place where it was taken. */
export async function photograph(name: string) {
  const buffer = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#7a8b5c' } })
    .withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '26/1 34/1 0/1', GPSLongitudeRef: 'E' } })
    .jpeg()
    .toBuffer()
  return { name, mimeType: 'image/jpeg', buffer }
}

/** A drawing that carries a script, named as a photograph. */
export const scriptedDrawing = (name: string) => ({
  name,
  mimeType: 'image/jpeg',
  buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
})
