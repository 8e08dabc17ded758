import { Button, Form, formatCount } from '#ui/index.ts'

/** One tap instead of the same letter again. */
export function SameConcernForm({ action, count }: { action: string; count: number }) {
  return (
    <Form action={action}>
      <p>
        <Button variant="secondary">我也有这个问题</Button>
      </p>
      <p>
        <small>
          {count > 0 ? `已有 ${formatCount(count)} 人次说也有这个问题。` : '点一下就记上，不用再写一封。'}
          不用登录，不留姓名；同一个网络地址一天只记一次。
        </small>
      </p>
    </Form>
  )
}
