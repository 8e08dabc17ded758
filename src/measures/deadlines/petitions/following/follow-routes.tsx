import { fullDayText } from '#core/calendar/index.ts'
import {
  handReceipt,
  needFollowed,
  openFollowed,
  paperRoutes,
  type RoomActs,
  type RoomRoutes,
  roomActRoutes,
  roomRoutes,
} from '#core/following/index.ts'
import { act, groupNumber } from '#core/matters/index.ts'
import { routes } from '#platform/http/env.ts'
import { urls } from '#urls.ts'
import { askRecheck } from '../ask-recheck.ts'
import { petitionPapers } from '../papers/petition-papers.ts'
import { petitionNumber } from '../petition.ts'
import { codeOfForm } from '../register-petition.ts'
import { type Followed, findPetition, whyLastDay } from './find-petition.ts'
import { type Asked, type FollowAct, followActs } from './follow-acts.ts'
import { FollowPage } from './follow-page.tsx'
import type { FollowedPetition } from './followed-petition.ts'

const room: RoomRoutes<Followed, FollowAct> = {
  number: petitionNumber,
  thing: '信访事项',
  find: findPetition,
  about: ({ petition }) => petition,
  page: ({ petition }, props) => <FollowPage petition={petition} {...props} />,
  why: { none: '这件事现在没有要到期的日子。', of: (house, { matterId }) => whyLastDay(house, matterId) },
  due: ({ petition }) => dueOf(petition),
  hasFiles: true,
  withdrawal: {
    title: '撤回',
    question: '不反映了，撤回？',
    words: '撤回以后就不再办理，也没有意见书。以后需要，可以再提出。',
  },
}

/** The day of the office; after the opinion, the last one for asking 复查 or 复核. */
function dueOf({ due, next, number }: FollowedPetition) {
  const on = due?.on ?? next?.lastOn
  if (!on) return null
  const title = due ? `信访事项：${due.what}` : '申请复查、复核的最后一天'
  return { on, title, description: `编号 ${groupNumber(number)}，${fullDayText(on)}。` }
}

const acts: RoomActs<Followed, FollowAct, Asked> = {
  reading: followActs,
  async perform(house, { asker, matterId, petition }, asked, formKey) {
    if ('stage' in asked) {
      const filed = await askRecheck(house, asker, matterId, { ...asked, formKey })
      return urls.followMatter(filed.number)
    }
    await act(house, asker, matterId, asked)
    return urls.followMatter(petition.number)
  },
  /** The new number with its code, shown once. The cookie stays with what is open: it opens the whole chain. */
  landing(c, { followed: { byCode, matterId }, asked, formKey, location }) {
    if (!('stage' in asked)) return location
    const number = location.slice(urls.followMatter('').length)
    if (byCode) openFollowed(c, matterId)
    handReceipt(c, urls.petitionReceipt(), { number, code: codeOfForm(c.get('house'), formKey) })
    return urls.petitionReceipt()
  },
}

/** Of whoever petitioned, by number and code or signed in. Mounted before the room that takes all other numbers. */
export const petitionFollowRoutes = routes()
  .route('/', roomRoutes(room))
  .route('/', roomActRoutes(room, acts))

  .route(
    '/',
    paperRoutes(petitionPapers, {
      number: petitionNumber,
      desk: urls.deskPetitionPaper,
      find: async (c) => (await needFollowed(c, room)).matterId,
    }),
  )
