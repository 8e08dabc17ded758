import { type RoomRoutes, roomActRoutes, roomRoutes } from '#core/following/index.ts'
import { act } from '#core/matters/index.ts'
import { routes } from '#platform/http/env.ts'
import { urls } from '#urls.ts'
import { type Followed, findInquiry } from './find-inquiry.ts'
import { type InquiryAct, inquiryActs } from './follow-acts.ts'
import { FollowPage } from './follow-page.tsx'
import { thank } from './thank.ts'

const room: RoomRoutes<Followed, InquiryAct> = {
  // Those of other kinds are their rooms'.
  number: ':number{\\d{8}6\\d{6,}}',
  thing: '首问事项',
  find: findInquiry,
  about: ({ inquiry }) => inquiry,
  page: (followed, props) => <FollowPage inquiry={followed.inquiry} breaches={followed.breaches} {...props} />,
  why: { none: '这件事现在没有要到期的日子。' },
  withdrawal: {
    title: '撤回',
    question: '不办了，撤回？',
    words: '撤回以后就不再办理，也不会有答复。以后需要，可以再问。',
  },
}

/** Of whoever asked, by number and code or as the unit that asks. Mounted before the room that takes all other numbers. */
export const inquiryFollowRoutes = routes()
  .route('/', roomRoutes(room))
  .route(
    '/',
    roomActRoutes(room, {
      reading: inquiryActs,
      async perform(house, { asker, matterId, inquiry }, command) {
        if (command) await act(house, asker, matterId, command)
        else await thank(house.db, asker, matterId, house.clock.now())
        return urls.followMatter(inquiry.number)
      },
    }),
  )
