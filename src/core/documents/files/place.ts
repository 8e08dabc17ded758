/**
 * Takes the place out of what we do not write anew: HEIC photos, sound and film. Bytes are overwritten, never moved, so that the
 * containers stay valid. Returns a copy.
 */
export function withoutPlace(content: Uint8Array): Buffer {
  const data = Buffer.from(content)
  blankCoordinates(data)
  blankGps(data)
  return data
}

/** ISO 6709 as phones write it into films (`+26.5823+101.7184+1121.5/`) and XMP's `GPSLatitude="26,34.9N"`. */
function blankCoordinates(data: Buffer): void {
  const text = data.toString('latin1')
  const patterns = [
    /[+-]\d{2}\.\d{2,8}[+-]\d{3}\.\d{2,8}(?:[+-]\d{1,5}(?:\.\d{1,4})?)?\//g,
    /GPSL(?:at|ong)itude[=>"' ]{1,4}[\d.,]{1,20}/g,
  ]
  for (const pattern of patterns) {
    for (const hit of text.matchAll(pattern)) {
      for (let at = hit.index; at < hit.index + hit[0].length; at++) {
        const byte = data[at] ?? 0
        if (byte >= 0x31 && byte <= 0x39) data[at] = 0x30
      }
    }
  }
}

const exifMarker = Buffer.from('Exif\0\0', 'latin1')
const gpsTag = 0x8825

/** In each EXIF block the directory named by tag GPSInfo loses its entries and their values. */
function blankGps(data: Buffer): void {
  for (let at = data.indexOf(exifMarker); at >= 0; at = data.indexOf(exifMarker, at + 6)) {
    const tiff = data.subarray(at + 6)
    const order = tiff.toString('latin1', 0, 2)
    if (order === 'II' || order === 'MM') blankGpsOf(tiff, order === 'II')
  }
}

function blankGpsOf(tiff: Buffer, little: boolean): void {
  const short = (at: number): number =>
    at + 2 > tiff.length ? 0 : little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at)
  const long = (at: number): number =>
    at + 4 > tiff.length ? 0 : little ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at)
  const entriesOf = (directory: number): number[] =>
    Array.from({ length: Math.min(short(directory), 200) }, (_, index) => directory + 2 + index * 12)
  const pointer = entriesOf(long(4)).find((entry) => short(entry) === gpsTag)
  if (pointer === undefined) return
  const sizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8]
  const directory = long(pointer + 8)
  for (const entry of entriesOf(directory)) {
    const length = (sizes[short(entry + 2)] ?? 0) * Math.min(long(entry + 4), 1024)
    const value = length > 4 ? long(entry + 8) : entry + 8
    tiff.fill(0, value, Math.min(value + length, tiff.length))
  }
  tiff.fill(0, directory, Math.min(directory + 2 + short(directory) * 12, tiff.length))
}
