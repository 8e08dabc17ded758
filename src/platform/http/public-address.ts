import { lookup } from 'node:dns/promises'
import type { LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'

/** Where a request of ours may not go: into the house itself, or to the metadata service of whoever runs the machine. */
export class PrivateAddress extends Error {
  constructor() {
    super('private address')
    this.name = 'PrivateAddress'
  }
}

/** Networks (CIDR) that the operator allows besides the public ones, e.g. the government extranet. */
export type AllowedNetworks = readonly string[]

/** Whether an address is one of the public internet or of an allowed network; IPv4 written as IPv6 counts as what it is. */
export function mayReach(address: string, allowed: AllowedNetworks): boolean {
  if (!ipaddr.isValid(address)) return false
  const one = ipaddr.process(address)
  if (one.range() === 'unicast') return true
  return allowed.some((network) => {
    const [base, bits] = ipaddr.parseCIDR(network)
    return one.kind() === base.kind() && one.match([base, bits] as [ipaddr.IPv4, number])
  })
}

export type Resolve = (name: string) => Promise<string[]>

export const systemResolve: Resolve = async (name) =>
  (await lookup(name, { all: true, verbatim: true })).map(({ address }) => address)

/**
 * For `http.request({ lookup })`: the addresses that the socket really connects to are the ones checked, so a name that answers differently
 * a second time (DNS rebinding) gains nothing. One private address among several refuses the name: nobody honest publishes such a mix.
 */
export const guardedLookup =
  (allowed: AllowedNetworks, resolve: Resolve): LookupFunction =>
  (name, options, done) => {
    resolve(name).then(
      (addresses) => {
        if (addresses.length === 0 || !addresses.every((address) => mayReach(address, allowed))) {
          return done(new PrivateAddress(), '', 0)
        }
        const found = addresses.map((address) => ({ address, family: ipaddr.parse(address).kind() === 'ipv4' ? 4 : 6 }))
        const first = found[0]
        if (options.all) done(null, found)
        else if (first) done(null, first.address, first.family)
      },
      (error: NodeJS.ErrnoException) => done(error, '', 0),
    )
  }
