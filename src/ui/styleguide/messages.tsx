import { LinkButton } from '../buttons.tsx'
import { Dialog, Section } from '../containers.tsx'
import { Alert, Badge, EmptyState, Light, ProgressBar, StateBadge } from '../states.tsx'

export function MessageSamples() {
  return (
    <>
      <Section title="提示" id="messages">
        <Alert tone="info" title="也许已有答案">
          <p>
            和您写的相近的来信有 3 封，<a href="#messages">先看看答复</a>，没有解决再继续写。
          </p>
        </Alert>
        <Alert tone="good" title="已收到您的来信">
          <p>请记下编号和查询码，办理进度随时可查。</p>
        </Alert>
        <Alert tone="warn" title="2027 年的放假安排还没有公布">
          <p>最迟日期是暂定的，安排公布后会重新计算并告诉您。</p>
        </Alert>
        <Alert tone="bad" title="遇到危险，请先打电话">
          <p>报警 110，火警 119，急救 120。信箱不能代替紧急电话。</p>
        </Alert>
      </Section>
      <Section title="标记与灯" id="states">
        <p>
          <Badge>一般</Badge> <Badge tone="info">咨询</Badge> <Badge tone="good">已公开</Badge>{' '}
          <Badge tone="warn">延期</Badge> <Badge tone="bad">督办</Badge> <Badge tone="sun">首问</Badge>
        </p>
        <p>
          <StateBadge state="待签收" tone="warn" />　<StateBadge state="办理中" tone="info" />
          {'　'}
          <StateBadge state="已答复" tone="good" />　<StateBadge state="已办结" />
        </p>
        <p>
          <Light color="green" text="还剩 3 个工作日" />　<Light color="yellow" text="今天到期" />
          {'　'}
          <Light color="red" text="超期 2 个工作日" />　<Light color="paused" text="暂停计时" />
          {'　'}
          <Light color="closed" text="按时办结" />
        </p>
        <ProgressBar label="正在导入来信" value={931} max={1400} text="931 / 1,400" />
      </Section>
      <Section title="空与对话框" id="empty">
        <EmptyState
          title="还没有符合条件的来信"
          action={
            <LinkButton href="/letters/new" variant="secondary" icon="letter">
              写一封信
            </LinkButton>
          }
        >
          <p>换个词试试，或者清除筛选条件。</p>
        </EmptyState>
        <Dialog
          id="withdraw"
          title="撤回这封信吗？"
          trigger="撤回来信"
          triggerVariant="danger"
          fallbackHref="#withdraw-words"
        >
          <p>撤回后不再办理，编号仍可查到这封信已撤回。</p>
        </Dialog>
        <p id="withdraw-words">没有脚本时，按钮打开的是一个做同样事情的页面。</p>
      </Section>
    </>
  )
}
