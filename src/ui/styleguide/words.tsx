import { Button, ButtonRow, LinkButton } from '../buttons.tsx'
import { Disclosure, Prose, Section } from '../containers.tsx'
import { CopyCode, QrImage } from '../figures.tsx'
import { Hero, PageHeader } from '../navigation.tsx'
import { DateText, DateTimeText, DiffText, Highlight } from '../text.tsx'

const lead = '五分钟写完，不用注册。收到编号和查询码，随时看谁在办、办到哪一步、最迟哪天答复。'

export function HeroSample() {
  return (
    <Hero title="有事，写封信" eyebrow="市长信箱" lead={lead}>
      <ButtonRow>
        <LinkButton href="/letters/new" size="large" icon="letter">
          写信
        </LinkButton>
        <LinkButton href="/follow" size="large" variant="secondary">
          查进度
        </LinkButton>
      </ButtonRow>
    </Hero>
  )
}

export function WordsSamples() {
  return (
    <>
      <Section title="页眉与文字" id="words">
        <PageHeader
          eyebrow="市长信箱"
          title="炳草岗大桥桥头路灯不亮，夜里过桥不安全"
          meta={
            <>
              <span>来信编号 2026 1123 0000 17</span>
              <span>
                写于 <DateText date="2026-11-23" />
              </span>
            </>
          }
          actions={
            <LinkButton href="#words" variant="secondary" icon="print">
              打印
            </LinkButton>
          }
        />
        <Prose>
          <p>
            您反映的路灯，11月24日已现场查看：桥头东侧六盏灯的电缆被施工挖断。抢修已于当晚完成，<b>六盏灯全部恢复</b>
            。施工单位没有按规定交底，我们已责令整改，并要求今后在桥头施工前先与路灯所核对管线图。
          </p>
          <h2>还想知道的</h2>
          <p>
            如果您发现仍有灯不亮，可以在<a href="#words">这封信里补充说明</a>，或拨打
            12345，报编号即可，不必再讲一遍经过。
          </p>
        </Prose>
      </Section>
      <Section title="按钮" id="buttons">
        <ButtonRow>
          <Button type="button">提交来信</Button>
          <Button type="button" variant="secondary">
            先存着
          </Button>
          <Button type="button" variant="quiet">
            不写了
          </Button>
          <Button type="button" variant="danger">
            撤回来信
          </Button>
          <Button type="button" disabled>
            正在提交
          </Button>
        </ButtonRow>
        <ButtonRow>
          <Button type="button" size="large" icon="letter">
            写信
          </Button>
          <Button type="button" size="small" variant="secondary" icon="download">
            导出
          </Button>
          <LinkButton href="#buttons" size="small" variant="quiet" icon="print">
            打印
          </LinkButton>
        </ButtonRow>
      </Section>
      <Section title="编号、日期、遮盖与命中" id="marks">
        <CopyCode label="来信编号" code="20261123000017" />
        <p>
          日期：
          <DateText date="2026-11-23" />，<DateText date="2026-11-23" long note="还剩 3 个工作日" />，
          <DateTimeText at="2026-11-23T06:05:00Z" />
        </p>
        <DiffText
          parts={[
            { kind: 'same', text: '我叫' },
            { kind: 'removed', text: '李春花' },
            { kind: 'added', text: '李女士' },
            { kind: 'same', text: '，住在' },
            { kind: 'removed', text: '金江路 12 号 3 栋 2 单元 501' },
            { kind: 'added', text: '金江镇' },
            { kind: 'same', text: '，楼道灯坏了三个月。' },
          ]}
        />
        <p>
          <Highlight text="炳草岗大桥桥头路灯不亮" ranges={[[7, 9]]} />
        </p>
        <QrImage src="/assets/icon.svg" alt="二维码：扫码查这封信的进度" caption="扫码查进度" />
        <Disclosure summary="这个日期怎么算的">
          <p>11月23日（周一）收到，次日起算，满 7 个工作日，遇周末不计，到 12月2日（周三）24 时止。</p>
        </Disclosure>
      </Section>
    </>
  )
}
