import { newId } from '#platform/id.ts'
import {
  Alert,
  Button,
  ButtonRow,
  CheckboxField,
  Form,
  LinkButton,
  NumberText,
  PageHeader,
  Section,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { Closing } from './close-account.ts'
import type { HeldMatter } from './held-matters.ts'

/** Before it is done: what goes now, what later, what must stay and by which law. */
export function ClosurePage({ closing, error }: { closing: Closing; error?: string }) {
  const { now, later, kept } = closing
  return (
    <>
      <PageHeader title="注销账号？" lead="请先看清楚会怎么样。注销以后不能恢复。" />
      <Section title="马上删除">
        <p>姓名、手机号码、身份信息、登录方式、绑定的邮箱和微信、收到的消息；给出和得到的代办授权立即结束。</p>
        <Letters
          matters={now}
          none="没有已办结的信。"
          lead="已经办结的信，全文、联系方式、附件和公开的内容一起删除："
        />
      </Section>
      {later.length > 0 && (
        <Section title="办完才能删">
          <Letters
            matters={later}
            none=""
            lead="还在办的信需要内容和电话才能答复您，办结后第二天自动删除。请记下编号，凭查询码继续查进度；不想办了，可以先撤回："
          />
        </Section>
      )}
      {kept.length > 0 && (
        <Section title="不随账号删除的">
          {[...Map.groupBy(kept, ({ mustKeep }) => mustKeep ?? '')].map(([why, matters]) => (
            <Letters key={why} matters={matters} none="" lead={why} />
          ))}
        </Section>
      )}
      <Section title="一直留着的">
        <p>
          信的编号、类别、办理单位和日期，还有操作记录：里面没有您的姓名、电话和一个字的内容（个人信息保护法
          第4条、网络安全法 第23条）。
        </p>
      </Section>
      <Form action={urls.accountDataAct('closure')} formKey={newId()}>
        {error && (
          <Alert tone="bad" live>
            <p>{error}</p>
          </Alert>
        )}
        <CheckboxField name="understood" value="yes" label="我看过了，要注销" error={error} />
        <ButtonRow>
          <Button variant="danger">注销我的账号</Button>
          <LinkButton href={urls.accountData()} variant="secondary">
            不注销了
          </LinkButton>
        </ButtonRow>
      </Form>
    </>
  )
}

function Letters({ matters, lead, none }: { matters: HeldMatter[]; lead: string; none: string }) {
  if (matters.length === 0) return none ? <p>{none}</p> : null
  return (
    <>
      <p>{lead}</p>
      <ul>
        {matters.map(({ row, title }) => (
          <li key={row.id}>
            <a href={urls.followMatter(row.number)}>{title}</a> <NumberText value={row.number} />
          </li>
        ))}
      </ul>
    </>
  )
}
