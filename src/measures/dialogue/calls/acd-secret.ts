import type { House } from '#platform/house.ts'

/** The secret that we and the exchange share. In the demo, where none is set, one that the simulator can derive as well; elsewhere none. */
export function acdSecret({ config, secrets }: Pick<House, 'config' | 'secrets'>): string | null {
  if (config.acdSecret) return config.acdSecret
  if (!config.demo) return null
  return `whsec_${Buffer.from(secrets.deriveKey('acd.demo'), 'hex').toString('base64')}`
}
