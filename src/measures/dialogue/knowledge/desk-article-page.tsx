import {
  Alert,
  Button,
  ButtonRow,
  DateText,
  DateTimeText,
  DescriptionList,
  Disclosure,
  type FieldErrors,
  Form,
  LinkButton,
  PageHeader,
  Prose,
  Section,
  TextArea,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { ArticleVersion, Service } from './article.ts'
import { ArticleForm, type ArticleFormProps } from './article-form.tsx'
import type { ArticleAtDesk } from './read-articles.ts'

const stateWords: Record<ArticleVersion['state'], string> = { proposed: '待审', published: '公开', refused: '没有公开' }

type Props = ArticleAtDesk & {
  service: Service
  unitName: string
  nameOf: (personId: string) => string
  form: ArticleFormProps
  errors: FieldErrors
  typed: Record<string, string>
  formKey: string
  isStale: boolean
  timeZone: string
}

/** One article at the desk of its unit: decide what is proposed, look at it again, change it, take it out of use. */
export function DeskArticlePage(props: Props) {
  const { article, proposal, versions, mayDecide, service, unitName, nameOf, errors, typed, formKey, timeZone } = props
  return (
    <>
      <PageHeader
        title={article.title}
        lead={`${unitName} · ${article.category}`}
        actions={
          article.state !== 'draft' && (
            <LinkButton href={urls.article(article.no)} variant="secondary">
              看公开的页面
            </LinkButton>
          )
        }
      />
      {article.state === 'retired' && (
        <Alert tone="info" title="已经停用">
          {article.retiredGround}。要重新公开，请提出修改，由同事审过。
        </Alert>
      )}
      {props.isStale && article.reviewBy && (
        <Alert tone="warn" title="到了核对日期">
          应在 <DateText date={article.reviewBy} /> 以前核对。内容没有变就点“核对过了，没有变”；变了请提出修改。
        </Alert>
      )}
      {proposal && (
        <Section title={`待审：第 ${proposal.version} 版`}>
          <DescriptionList
            items={[
              { label: '问题', value: proposal.title },
              { label: '答案', value: <Prose plain={proposal.body} /> },
              { label: '依据', value: proposal.basis },
              { label: '分类', value: proposal.category },
              { label: '为什么', value: proposal.ground },
              {
                label: '谁写的',
                value: (
                  <>
                    {nameOf(proposal.proposedBy)}，<DateTimeText at={proposal.proposedAt} timeZone={timeZone} />
                  </>
                ),
              },
            ]}
          />
          {mayDecide ? (
            <>
              <Form action={urls.deskArticleAct(article.no, 'publication')} formKey={formKey}>
                <ButtonRow>
                  <Button>审过了，公开</Button>
                </ButtonRow>
              </Form>
              <Disclosure summary="退回修改" open={errors.refusal !== undefined}>
                <Form action={urls.deskArticleAct(article.no, 'refusal')} formKey={formKey}>
                  <TextArea
                    name="refusal"
                    label="哪里要改"
                    rows={2}
                    value={typed.refusal}
                    error={errors.refusal}
                    required
                  />
                  <Button variant="secondary">退回</Button>
                </Form>
              </Disclosure>
            </>
          ) : (
            <p>由本单位的负责人或审核员审，不能审自己写的。</p>
          )}
        </Section>
      )}
      {article.state === 'public' && (
        <Section title="公开的内容">
          <Prose plain={article.body} />
          <DescriptionList
            items={[
              { label: '依据', value: article.basis },
              { label: '下次核对', value: article.reviewBy && <DateText date={article.reviewBy} /> },
              { label: '用在答复里', value: `${service.used} 次` },
              { label: '读的人说', value: `有帮助 ${service.helped}，没有帮助 ${service.notHelped}` },
            ]}
          />
          <Form action={urls.deskArticleAct(article.no, 'review')} formKey={formKey}>
            <ButtonRow>
              <Button variant="secondary">核对过了，没有变</Button>
            </ButtonRow>
          </Form>
        </Section>
      )}
      <Disclosure summary={proposal ? '改一改再提交' : '提出修改'} open={Object.keys(props.form.errors).length > 0}>
        <ArticleForm {...props.form} />
      </Disclosure>
      {article.state === 'public' && (
        <Disclosure summary="停用" open={errors.retirement !== undefined}>
          <Form action={urls.deskArticleAct(article.no, 'retirement')} formKey={formKey}>
            <TextArea
              name="retirement"
              label="为什么停用"
              hint="会公开，例如：政策已经废止"
              rows={2}
              value={typed.retirement}
              error={errors.retirement}
              required
            />
            <Button variant="danger">停用</Button>
          </Form>
        </Disclosure>
      )}
      <Disclosure summary="每一版">
        <DescriptionList
          items={versions.map((version) => ({
            label: `第 ${version.version} 版`,
            value: (
              <>
                {stateWords[version.state]}；{nameOf(version.proposedBy)} 写
                {version.decidedBy && `，${nameOf(version.decidedBy)} 审`}；{version.refusal ?? version.ground}
              </>
            ),
          }))}
        />
      </Disclosure>
    </>
  )
}
