import { urls } from '#urls.ts'
import { type DoorProps, NumberAndCodePage } from './number-and-code.tsx'

export const FollowFormPage = (door: DoorProps) => (
  <NumberAndCodePage
    {...door}
    title="查进度"
    lead="市长信箱的来信、信访事项、公开申请、首问登记的事项，都在这里查。编号和查询码在短信、回执或首问卡上。"
    action={urls.follow()}
    button="查看"
  >
    <p>
      编号或查询码找不到了？请用当时留的手机拨打 <a href="tel:12345">12345</a>，由工作人员帮您查。
    </p>
  </NumberAndCodePage>
)
