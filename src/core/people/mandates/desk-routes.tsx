import { routes } from '#platform/http/env.ts'
import { page } from '#platform/http/render.tsx'
import { newId } from '#platform/id.ts'
import { Button, ButtonRow, DataTable, DateTimeText, EmptyState, Form, PageHeader } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { deskAct, idOf } from '../desk-act.ts'
import { requireRole } from '../permissions.ts'
import { staffOnly } from '../session.ts'
import { confirmEnterprise, refuseEnterprise, type WaitingEnterprise, waitingEnterprises } from './enterprises.ts'

/** At the counter: licence and identity card are seen here once, and the mandates of an enterprise can be given online ever after. */
export const enterpriseDeskRoutes = routes()
  .use(urls.deskEnterprises(), staffOnly)
  .use(`${urls.deskEnterprises()}/*`, staffOnly)
  .get(urls.deskEnterprises(), async (c) => {
    requireRole(c.get('actor'), 'clerk')
    const house = c.get('house')
    const waiting = await waitingEnterprises(house)
    return page(c, '企业核实', <WaitingPage waiting={waiting} timeZone={house.config.timeZone} />, { layout: 'desk' })
  })
  .post(urls.deskEnterpriseAct(':id', 'confirmation'), (c) =>
    deskAct(c, 'clerk', async (tx, actor) => {
      const { clock, config } = c.get('house')
      await confirmEnterprise(tx, actor, idOf(c), { at: clock.now(), timeZone: config.timeZone })
      return urls.deskEnterprises()
    }),
  )
  .post(urls.deskEnterpriseAct(':id', 'refusal'), (c) =>
    deskAct(c, 'clerk', async (tx, actor) => {
      await refuseEnterprise(tx, actor, idOf(c), c.get('house').clock.now())
      return urls.deskEnterprises()
    }),
  )

function WaitingPage({ waiting, timeZone }: { waiting: WaitingEnterprise[]; timeZone: string }) {
  return (
    <>
      <PageHeader title="企业核实" lead="请当面看营业执照原件和法定代表人身份证，与下面的登记逐项对照，一致再核实。" />
      <DataTable
        caption="等候核实的企业"
        captionHidden
        rows={waiting}
        rowKey={(one) => one.id}
        empty={<EmptyState title="没有等候核实的企业">有人登记后会出现在这里。</EmptyState>}
        columns={[
          { key: 'name', label: '企业', cell: (one) => one.name },
          { key: 'uscc', label: '统一社会信用代码', cell: (one) => one.uscc },
          { key: 'person', label: '法定代表人', cell: (one) => `${one.personName} ${one.idNumber}` },
          { key: 'asked', label: '登记时间', cell: (one) => <DateTimeText at={one.askedAt} timeZone={timeZone} /> },
          { key: 'acts', label: '操作', cell: (one) => <Acts id={one.id} /> },
        ]}
      />
    </>
  )
}

function Acts({ id }: { id: string }) {
  return (
    <ButtonRow>
      <Form action={urls.deskEnterpriseAct(id, 'confirmation')} formKey={newId()}>
        <Button size="small">核实一致</Button>
      </Form>
      <Form action={urls.deskEnterpriseAct(id, 'refusal')} formKey={newId()}>
        <Button size="small" variant="quiet">
          不一致
        </Button>
      </Form>
    </ButtonRow>
  )
}
