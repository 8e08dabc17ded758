import { fullDayText } from '#core/calendar/index.ts'
import { type RoomRoutes, roomActRoutes, roomRoutes } from '#core/following/index.ts'
import { act, groupNumber } from '#core/matters/index.ts'
import { routes } from '#platform/http/env.ts'
import { urls } from '#urls.ts'
import { type Followed, findDisclosure } from './find-disclosure.ts'
import { type FollowAct, followActs } from './follow-acts.ts'
import { followNumber } from './follow-number.ts'
import { FollowPage } from './follow-page.tsx'

const room: RoomRoutes<Followed, FollowAct> = {
  number: followNumber,
  thing: '公开申请',
  find: findDisclosure,
  about: ({ disclosure }) => disclosure,
  page: ({ disclosure }, props) => <FollowPage disclosure={disclosure} {...props} />,
  why: { none: '这份申请现在没有要到期的日子。' },
  due: ({ disclosure: { due, number } }) =>
    due && {
      on: due.on,
      title: due.isExact ? '公开申请答复期限' : '公开申请最迟答复日期',
      description: `公开申请编号 ${groupNumber(number)}，${fullDayText(due.on)}前答复。`,
    },
  hasFiles: true,
  withdrawal: {
    title: '撤回申请',
    question: '不需要了，撤回申请？',
    words: '撤回以后就不再办理，也不会有答复。以后需要，可以再申请。',
  },
}

/** Of whoever applied, by number and code or by account. Mounted before the room that takes all other numbers. */
export const disclosureFollowRoutes = routes()
  .route('/', roomRoutes(room))
  .route(
    '/',
    roomActRoutes(room, {
      reading: followActs,
      async perform(house, { asker, matterId, disclosure }, command) {
        await act(house, asker, matterId, command)
        return urls.followMatter(disclosure.number)
      },
    }),
  )
