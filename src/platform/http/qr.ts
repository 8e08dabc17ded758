import { toDataURL } from 'qrcode'

/** A `data:` picture of an address, for a phone's camera. */
export const qrOf = (address: string): Promise<string> => toDataURL(address, { margin: 1, width: 336 })
