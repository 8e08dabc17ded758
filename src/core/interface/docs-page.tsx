import { Badge, DataTable, Disclosure, PageHeader, Section } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { curlExample } from './curl-example.ts'
import type { ApiDocument, DescribedOperation, Parameter, Schema } from './document.ts'
import { type FieldRow, fieldRows, typeOf } from './field-rows.ts'
import { problemWords } from './problem-words.ts'

type Method = 'get' | 'post'
type Listed = { method: Method; path: string; operation: DescribedOperation }

/** The reference, from the document alone: what it does not say is not told here either. Reads without script. */
export function DocsPage({ document, server }: { document: ApiDocument; server: string }) {
  const groups = Map.groupBy(operationsOf(document), ({ operation }) => operation.tags[0] ?? '其他')
  return (
    <>
      <PageHeader title="开放接口" lead={document.info.description} />
      <div class="api-docs">
        <nav class="api-contents" aria-label="接口目录">
          <a href="#start">怎么用</a>
          {[...groups].map(([group, listed]) => (
            <details key={group}>
              <summary>{group}</summary>
              <ul>
                {listed.map(({ method, operation }) => (
                  <li key={operation.operationId}>
                    <a href={`#${operation.operationId}`}>
                      <MethodMark method={method} />
                      {operation.summary}
                    </a>
                  </li>
                ))}
              </ul>
            </details>
          ))}
          <a href="#webhooks">推送</a>
          <a href="#problems">错误</a>
        </nav>
        <div class="api-main">
          <Start server={server} />
          {[...groups].map(([group, listed]) => (
            <Section key={group} title={group}>
              {listed.map((one) => (
                <OperationCard key={one.operation.operationId} document={document} server={server} {...one} />
              ))}
            </Section>
          ))}
          <Webhooks document={document} />
          <Problems />
        </div>
      </div>
    </>
  )
}

const operationsOf = ({ paths }: ApiDocument): Listed[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    (['get', 'post'] as const).flatMap((method) => {
      const operation = methods[method]
      return operation ? [{ method, path, operation }] : []
    }),
  )

const MethodMark = ({ method }: { method: Method }) => (
  <span class={`method method-${method}`}>{method.toUpperCase()}</span>
)

function Start({ server }: { server: string }) {
  return (
    <Section title="怎么用" id="start">
      <ul class="api-rules">
        <li>
          地址以 <code>{server}/api/v1</code> 开头，内容都是 JSON（UTF-8）。机器可读的说明：
          <a href={urls.apiDocument()}>openapi.json</a>（OpenAPI 3.1）。
        </li>
        <li>写信、看公开的来信不用密钥；查自己的信，把查询码放在 Matter-Code 请求头里，不放在网址里。</li>
        <li>
          单位办理用密钥：<code>Authorization: Bearer 密钥</code>
          ，由本单位的安全管理员发放。密钥以一位工作人员的身份办件，权限和他在页面上一样；别的单位的来信一律“没有找到”。
        </li>
        <li>
          每个写操作带一个 <code>Idempotency-Key</code>
          ：网络断了就用同一个键重发，不会办两次，一周之内得到同一个答复。没有办成的不占用键，改好了可以用原来的键再发。
        </li>
        <li>
          列表用 <code>next</code> 翻页。带密钥的请求，每分钟最多 600 次，还剩多少见 <code>RateLimit</code> 响应头。
        </li>
      </ul>
    </Section>
  )
}

type CardProps = Listed & { document: ApiDocument; server: string }

function OperationCard({ document, server, method, path, operation }: CardProps) {
  const { parameters = [], requestBody, responses } = operation
  const body = requestBody?.content['application/json'] ?? requestBody?.content['application/x-www-form-urlencoded']
  const [status, answer] = Object.entries(responses).find(([code]) => code.startsWith('2')) ?? []
  const curl = curlExample(document, server, method, path, operation)
  return (
    <article class="api-operation" id={operation.operationId}>
      <h3>{operation.summary}</h3>
      <p class="api-path">
        <MethodMark method={method} />
        <code>{path}</code>
      </p>
      <Needs operation={operation} />
      {operation.description && <p>{operation.description}</p>}
      {parameters.length > 0 && <Fields title="参数" rows={parameters.map((one) => parameterRow(document, one))} />}
      {body && <Fields title="请求体" rows={fieldRows(document, body.schema)} />}
      {requestBody?.content['multipart/form-data'] && (
        <p class="api-note">
          带附件时用 multipart/form-data：上面的 JSON 放在 <code>json</code> 部分，文件放在 <code>files</code>{' '}
          部分（可以有几个）。
        </p>
      )}
      <div class="api-curl">
        <p class="api-label">例子</p>
        <pre>
          <code>{curl}</code>
        </pre>
      </div>
      {answer && (
        <Disclosure summary={`答 ${status}：${answer.description}`}>
          <AnswerFields document={document} schema={answer.content?.['application/json']?.schema} />
        </Disclosure>
      )}
    </article>
  )
}

function Needs({ operation: { security = [] } }: { operation: DescribedOperation }) {
  const scope = security.find((way) => 'oauth2' in way)?.oauth2?.[0]
  if (scope) return <Badge tone="info">密钥，权限 {scope}</Badge>
  return security.some((way) => 'matterCode' in way) ? <Badge tone="sun">编号和查询码</Badge> : <Badge>不用密钥</Badge>
}

function AnswerFields({ document, schema }: { document: ApiDocument; schema: Schema | undefined }) {
  const rows = fieldRows(document, schema)
  return rows.length > 0 ? (
    <Fields title="答复" rows={rows} isAnswer />
  ) : (
    <p>{typeOf(document, schema) || '文件的内容'}</p>
  )
}

const parameterRow = (
  document: ApiDocument,
  { name, in: place, required, description, schema }: Parameter,
): FieldRow => ({
  name,
  type: `${typeOf(document, schema)}，${place === 'path' ? '在网址里' : place === 'query' ? '在 ? 后面' : '请求头'}`,
  isRequired: required ?? false,
  words: description ?? schema?.description ?? '',
  depth: 0,
})

function Fields({ title, rows, isAnswer }: { title: string; rows: FieldRow[]; isAnswer?: boolean }) {
  return (
    <div class="api-fields">
      <p class="api-label">{title}</p>
      <dl>
        {rows.map(({ name, type, isRequired, words, depth }) => (
          <div key={name} class={depth > 0 ? 'api-field api-field-inner' : 'api-field'}>
            <dt>
              <code>{name}</code>
              {isRequired && !isAnswer && <span class="api-required">必填</span>}
            </dt>
            <dd>
              <span class="api-type">{type}</span>
              {words && <span>{words}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

/** What comes to a system by itself, instead of being asked for. */
function Webhooks({ document }: { document: ApiDocument }) {
  const messages = Object.entries(document.webhooks ?? {})
  const [, first] = messages[0] ?? []
  return (
    <Section title="推送" id="webhooks">
      <ul class="api-rules">
        <li>
          不用反复来问：请系统管理员在工作台“消息推送”里登记接收网址，选要哪几种。来信公开的消息谁都可以要；办件的消息只推给看得到这件事的单位，举报和投诉工作人员的一律不推。
        </li>
        <li>
          按 Standard Webhooks 规则签名：用登记时给的密钥，核对 <code>webhook-signature</code>
          ，再看内容。答 2xx 就算收到；没有收到的按 5 秒、5 分钟、30 分钟……重试三天，<code>webhook-id</code> 不变。
        </li>
        <li>
          内容只有编号和代码；要看来信，拿编号用接口密钥来取。先发生的可能后到，按 <code>seq</code> 排。
        </li>
      </ul>
      {first?.post?.parameters && (
        <Fields title="请求头" rows={first.post.parameters.map((one) => parameterRow(document, one))} />
      )}
      {messages.map(([type, { post }]) => (
        <Disclosure key={type} summary={`${post?.summary}　${type}`}>
          <p>{post?.description}</p>
          <Fields
            title="内容"
            rows={fieldRows(document, post?.requestBody?.content['application/json']?.schema)}
            isAnswer
          />
        </Disclosure>
      ))}
    </Section>
  )
}

function Problems() {
  return (
    <Section title="错误" id="problems">
      <p>
        没有办成的请求，答复是 <code>application/problem+json</code>（RFC 9457）：<code>detail</code> 写明原因和下一步，
        <code>errors</code> 逐项说明，<code>type</code> 是错误说明的网址。
      </p>
      <DataTable
        caption="错误代码"
        captionHidden
        rows={Object.entries(problemWords)}
        rowKey={([code]) => code}
        columns={[
          { key: 'status', label: '状态', tight: true, cell: ([, { status }]) => status },
          { key: 'code', label: '代码', tight: true, cell: ([code]) => <a href={urls.apiProblem(code)}>{code}</a> },
          { key: 'words', label: '怎么办', cell: ([, { words }]) => words },
        ]}
      />
    </Section>
  )
}

export function ProblemPage({ code }: { code: string }) {
  const known = problemWords[code]
  return (
    <>
      <PageHeader
        title={`接口错误 ${code}`}
        lead={known?.words ?? '办理的规则不允许这样做，原因写在答复的 detail 里。'}
      />
      {known && <p>HTTP 状态：{known.status}</p>}
      <p>
        <a href={`${urls.apiDocs()}#problems`}>全部错误代码</a>，<a href={urls.apiDocs()}>接口说明</a>
      </p>
    </>
  )
}
