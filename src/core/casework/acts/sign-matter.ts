import { act } from '#core/matters/index.ts'
import type { Actor } from '#platform/actor.ts'
import type { DeskAct, Working } from './act.ts'

/** 签收：from here the matter has a person. Of two clerks at once the second is told who was first. */
export async function signMatter(house: Working, actor: Actor, matterId: string): Promise<void> {
  await act(house, actor, matterId, { type: 'sign' })
}

export const signAct: DeskAct = {
  noun: 'signature',
  command: 'sign',
  title: '签收',
  button: '签收，由我承办',
  place: 'main',
  keys: 's',
  perform: ({ house, actor, matterId }) => signMatter(house, actor, matterId),
}
