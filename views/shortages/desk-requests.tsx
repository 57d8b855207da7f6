/** The desk's requests, what hurts first first; who may answer chooses some of them for one answer. */
import { paths } from '../../src/paths.ts';
import type { DeskLine } from '../../src/shortages/desk-queries.ts';
import { unansweredBase } from '../../src/shortages/rules.ts';
import type { Words } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { deadline } from '../ui/format.ts';
import { SignalStatus, Tag } from '../ui/status.tsx';
import { Bulk, Head, Table } from '../ui/table.tsx';
import { Item } from '../ui/values.tsx';
import { CoverStatus, UrgencyMark } from './hurt-marks.tsx';
import { amountText, detailOf, nameOf, stateOfLine, whoActs } from './shortage-words.tsx';

/** Opens the messages of the request. */
function UnreadMark({ t, line }: { t: Words; line: DeskLine }) {
  return (
    <a href={`${paths.shortage(line.document.number)}#messages`}>
      <Tag tone="accent">{t.desk.unread(line.unread)}</Tag>
    </a>
  );
}

function dueOf(line: DeskLine): number {
  const { answerBy, resolveBy } = line.shortage;
  return stateOfLine(line) === 'matched' ? (resolveBy ?? answerBy) : answerBy;
}

function RequestRow({ t, now, line, chooses }: { t: Words; now: number; line: DeskLine; chooses: boolean }) {
  const heads = t.desk.columns;
  const { shortage, document, organisation, item } = line;
  return (
    <tr>
      {chooses && (
        <td class="span-1">
          <input
            type="checkbox"
            name="number"
            value={document.number}
            aria-label={t.parts.many.pick(document.number)}
          />
        </td>
      )}
      <td class={chooses ? 'span-5' : undefined}>
        <Item name={nameOf(line)} detail={detailOf(t, line)} href={paths.shortage(document.number)} />
        {line.unread > 0 && <UnreadMark t={t} line={line} />}
      </td>
      <td class="span-3">{organisation.shortName}</td>
      <td class="span-3">
        <UrgencyMark t={t} urgency={shortage.urgency} />
      </td>
      <td class="span-2 num" data-label={heads.cover}>
        <CoverStatus t={t} days={line.coverDays} />
      </td>
      <td class="span-2 num" data-label={heads.patients}>
        {shortage.patients === null ? t.formats.none : t.desk.patients(shortage.patients)}
      </td>
      <td class="span-2 num" data-label={heads.open}>
        {amountText(t, line, unansweredBase(shortage))}
      </td>
      <td class="span-3">
        <SignalStatus signal={deadline(t, dueOf(line), now)} />
      </td>
      <td class="span-3">{whoActs(t, line)}</td>
      <td>{item === null ? t.desk.wish : <a href={paths.shortageDeskItem(item.code)}>{t.desk.arrange}</a>}</td>
    </tr>
  );
}

interface RequestRowsProps {
  t: Words;
  now: number;
  rows: readonly DeskLine[];
  chooses: boolean;
}

export function RequestRows({ t, now, rows, chooses }: RequestRowsProps) {
  const heads = t.desk.columns;
  return (
    <Table
      caption={t.desk.title}
      stacks
      head={
        <>
          {chooses && (
            <Head>
              <span class="visually-hidden">{t.parts.many.picked}</span>
            </Head>
          )}
          <Head>{heads.item}</Head>
          <Head>{heads.place}</Head>
          <Head>{heads.urgency}</Head>
          <Head num>{heads.cover}</Head>
          <Head num>{heads.patients}</Head>
          <Head num>{heads.open}</Head>
          <Head>{heads.due}</Head>
          <Head>{heads.who}</Head>
          <Head>{t.desk.arrange}</Head>
        </>
      }
    >
      {rows.map((line) => (
        <RequestRow t={t} now={now} line={line} chooses={chooses} />
      ))}
    </Table>
  );
}

/** Who may answer chooses some of them, to give them one answer on a page of its own. */
export function ChoosableRows(props: Omit<RequestRowsProps, 'chooses'>) {
  const words = props.t.parts.many;
  return (
    <form method="get" action={paths.shortageAnswering()}>
      <Bulk count={words.chosen}>
        <Button small>{words.toAnswer}</Button>
      </Bulk>
      <RequestRows {...props} chooses />
    </form>
  );
}
