import { groupNumber, stateWords } from '#core/matters/index.ts'
import { newId } from '#platform/id.ts'
import { Badge, Button, ButtonRow, DateText, Form, HiddenField, Section } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { alikeWords } from './likeness-words.ts'
import type { SimilarLetter } from './similar-letters.ts'

type Props = { number: string; similar: SimilarLetter[]; mayMerge: boolean; zone: string }

/** 可能是同一件事：what the dispatcher looks at before sending the same demand a second time (HOT-4 重复诉求并单处理). */
export function SimilarSection({ number, similar, mayMerge, zone }: Props) {
  if (similar.length === 0) return null
  return (
    <Section title="可能是同一件事" id="similar">
      <ul class="similar-list">
        {similar.map((other) => (
          <li key={other.id}>
            <p>
              {other.isSameAsker && <Badge tone="sun">同一个写信人</Badge>}{' '}
              <a href={urls.deskLetter(other.number)}>{other.title}</a>
            </p>
            <p>
              <small>
                {alikeWords(other.alike)} · {stateWords[other.state]} ·{' '}
                <DateText date={other.openedAt.toZonedDateTimeISO(zone).toPlainDate()} /> · {groupNumber(other.number)}
              </small>
            </p>
            {mayMerge && (
              <ButtonRow>
                {other.isOpen && (
                  <Form action={urls.deskLetterAct(number, 'merger')} formKey={newId()}>
                    <HiddenField name="mergeInto" value={other.number} />
                    <Button variant="secondary" size="small">
                      并入这一封
                    </Button>
                  </Form>
                )}
                <Form action={urls.deskLetterAct(number, 'unlikeness')} formKey={newId()}>
                  <HiddenField name="other" value={other.number} />
                  <Button variant="quiet" size="small">
                    不是同一件
                  </Button>
                </Form>
              </ButtonRow>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
