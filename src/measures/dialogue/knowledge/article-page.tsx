import { type InRecord, RecordedMark } from '#core/ledger/index.ts'
import {
  Alert,
  Badge,
  Button,
  ButtonRow,
  Card,
  DateText,
  DateTimeText,
  DescriptionList,
  Disclosure,
  Form,
  LinkButton,
  PageHeader,
  Prose,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { Article, ArticleVersion, Service } from './article.ts'

type Props = {
  article: Article
  unit: { name: string; phone: string | null }
  versions: ArticleVersion[]
  service: Service
  record: InRecord | null
  isStale: boolean
  formKey: string
  timeZone: string
}

/** One question and its answer; whose it is, on what basis, and until when it was looked at. */
export function ArticlePage({ article, unit, versions, service, record, isStale, formKey, timeZone }: Props) {
  return (
    <article>
      <PageHeader
        eyebrow={<Badge>{article.category}</Badge>}
        title={article.title}
        meta={
          <>
            <span>{unit.name}</span>
            {article.reviewBy && (
              <span>
                下次核对 <DateText date={article.reviewBy} />
              </span>
            )}
          </>
        }
      />
      {isStale && (
        <Alert tone="warn" title="这一条到了核对日期，还没有核对">
          内容可能已经变了。办事以前，请先打电话问一问{unit.phone ? `：${unit.phone}` : ' 12345'}。
        </Alert>
      )}
      <Card title="答" tone="sun">
        <Prose plain={article.body} />
      </Card>
      <DescriptionList
        items={[
          { label: '依据', value: article.basis },
          { label: '负责的单位', value: unit.phone ? `${unit.name}，电话 ${unit.phone}` : unit.name },
        ]}
      />
      <Card title="这个答案对您有帮助吗？" tone="plain">
        <Form action={urls.articleHelp(article.no)} formKey={formKey}>
          <ButtonRow>
            <Button variant="secondary" name="helped" value="yes">
              有帮助
            </Button>
            <Button variant="quiet" name="helped" value="no">
              没有帮助
            </Button>
          </ButtonRow>
        </Form>
        <p>
          只记次数，不记您是谁。
          {service.helped + service.notHelped > 0 && `${service.helped} 人说有帮助，${service.notHelped} 人说没有。`}
          还有没讲到的，请<a href={urls.newLetter(article.title)}>写信来问</a>。
        </p>
      </Card>
      <Disclosure summary="什么时候写的、改过什么">
        <DescriptionList
          items={[
            ...versions.map((version) => ({
              label: `第 ${version.version} 版`,
              value: (
                <>
                  {version.decidedAt && <DateTimeText at={version.decidedAt} timeZone={timeZone} />}：{version.ground}
                  {version.letterNumber && (
                    <>
                      （来自<a href={urls.letter(version.letterNumber)}>一封公开的来信</a>）
                    </>
                  )}
                </>
              ),
            })),
            { label: '用在答复里', value: `${service.used} 次` },
            { label: '公示存证', value: <RecordedMark record={record} timeZone={timeZone} /> },
          ]}
        />
      </Disclosure>
      <LinkButton href={urls.knowledge()} variant="secondary">
        看其他常见问题
      </LinkButton>
    </article>
  )
}

/** What stands where an article was taken out of use. */
export function RetiredArticlePage({ article, timeZone }: { article: Article; timeZone: string }) {
  return (
    <>
      <PageHeader title="这一条已经停用" lead={article.title} />
      <Alert tone="info" title="停用的原因">
        <p>{article.retiredGround}</p>
        {article.retiredAt && (
          <p>
            停用时间：
            <DateTimeText at={article.retiredAt} timeZone={timeZone} long />
          </p>
        )}
      </Alert>
      <LinkButton href={urls.knowledge()} variant="secondary">
        看其他常见问题
      </LinkButton>
    </>
  )
}
