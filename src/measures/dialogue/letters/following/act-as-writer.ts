import type { Working } from '#core/casework/index.ts'
import { attachFiles } from '#core/documents/index.ts'
import { act, type Command } from '#core/matters/index.ts'
import { systemActor } from '#platform/actor.ts'
import { emergencyIn } from '../letter-words.ts'
import { callDuty } from '../writing/call-duty.ts'
import type { Followed } from './find-followed.ts'

/** What the writer asks of their letter, with the files sent along, in the caller's transaction. Danger may show itself later, through any door. */
export async function actAsWriter(
  house: Working,
  { matterId, asker }: Pick<Followed, 'matterId' | 'asker'>,
  command: Command,
  files: { ids: string[]; owner: string },
): Promise<void> {
  await attachFiles(house.db, house, { ...files, matterId })
  const withFiles = command.type === 'supplement' ? { ...command, fileIds: files.ids } : command
  const { state } = await act(house, asker, matterId, withFiles)
  if ('text' in command && emergencyIn(command.text ?? '') && !state.marks.includes('emergency')) {
    await act(house, systemActor('filing'), state.id, { type: 'mark', mark: 'emergency', on: true })
    await callDuty(house, { matterId: state.id, unitId: state.holder.unitId, number: state.number })
  }
}
