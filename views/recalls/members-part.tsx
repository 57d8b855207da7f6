/** Who was told, what the books said, what was found and handed out, and who is late. */

import { paths } from '../../src/paths.ts';
import type { NoticeRow } from '../../src/recalls/record-queries.ts';
import { differenceOf } from '../../src/recalls/rules.ts';
import { LinkButton } from '../ui/button.tsx';
import { deadline, fullMoment, quantityText } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { Panel } from '../ui/panel.tsx';
import { SignalStatus, Status } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Item } from '../ui/values.tsx';
import type { RecallPageProps } from './show-page-props.ts';

/** Late ones first, then who still has time, then who answered. */
function inOrder(rows: readonly NoticeRow[]): NoticeRow[] {
  const rank = ({ notice }: NoticeRow) => (notice.answeredAt === null ? notice.dueAt : Number.MAX_SAFE_INTEGER);
  return [...rows].sort((a, b) => rank(a) - rank(b) || a.place.code.localeCompare(b.place.code));
}

export function MembersPart(props: RecallPageProps) {
  const { t, view, onlyLate, now } = props;
  const words = t.recalls;
  const isLate = ({ notice }: NoticeRow) => notice.answeredAt === null && notice.dueAt < now;
  const rows = inOrder(onlyLate ? view.notices.filter(isLate) : view.notices);
  if (view.notices.length === 0) {
    const draft = view.document.status === 'draft';
    return <Empty title={words.noMembers} text={draft ? words.noMembersYet : words.noMembersEver} />;
  }
  const head = (
    <>
      <Head>{words.member}</Head>
      <Head>{words.booksAtNotice}</Head>
      <Head>{words.answer}</Head>
      <Head num>{words.patients}</Head>
      <Head>{words.due}</Head>
    </>
  );
  const all = (
    <LinkButton kind="plain" href={paths.recall(view.document.number, { part: 'members' })}>
      {t.lists.clear}
    </LinkButton>
  );
  return (
    <Panel title={onlyLate ? words.lateMembers(rows.length) : words.membersTitle} padded={false}>
      {onlyLate && <div class="body">{all}</div>}
      <Table caption={words.membersTitle} head={head} inset stacks>
        {rows.map((row) => (
          <MemberRow {...props} row={row} />
        ))}
      </Table>
    </Panel>
  );
}

function MemberRow(props: RecallPageProps & { row: NoticeRow }) {
  const { t, view, row, now } = props;
  const words = t.recalls;
  const { place, notice, answeredByName } = row;
  const lotOf = (lotId: number) => view.lots.find(({ lot }) => lot.id === lotId);
  return (
    <tr>
      <td class="span-4">
        <Item name={place.shortName} detail={place.code} href={paths.recallMember(view.document.number, place.code)} />
      </td>
      <td class="span-5 note">
        {notice.books.lots.map((books) => {
          const of = lotOf(books.lotId);
          return (
            of !== undefined && (
              <p>
                {words.booksText(
                  of.lot.number,
                  quantityText(t, books.onHandBase, of.item),
                  books.inTransitBase === 0 ? '' : quantityText(t, books.inTransitBase, of.item),
                  quantityText(t, books.usedBase, of.item),
                )}
              </p>
            )
          );
        })}
      </td>
      <td class="span-5 note">
        <AnswerText {...props} />
      </td>
      <td class="num span-2" data-label={words.patients}>
        {notice.answer?.patients ?? ''}
      </td>
      <td class="span-4">
        {notice.answeredAt === null && view.document.status === 'open' ? (
          <SignalStatus signal={deadline(t, notice.dueAt, now)} />
        ) : notice.answeredAt === null ? (
          fullMoment(notice.dueAt)
        ) : (
          <Status icon={notice.answeredAt > notice.dueAt ? 's-late' : 's-done'}>
            {words.answeredText(fullMoment(notice.answeredAt), answeredByName ?? '', notice.answeredAt > notice.dueAt)}
          </Status>
        )}
      </td>
    </tr>
  );
}

/** What was found and handed out, and how it differs from the books. */
function AnswerText({ t, view, row }: RecallPageProps & { row: NoticeRow }) {
  const words = t.recalls;
  const { notice } = row;
  if (notice.answeredAt === null) return <>{words.unanswered}</>;
  const difference = differenceOf(notice.answer);
  const lotOf = (lotId: number) => view.lots.find(({ lot }) => lot.id === lotId);
  return (
    <>
      {notice.answer?.lots.map((answer) => {
        const of = lotOf(answer.lotId);
        const [found, used] = [answer.foundBase, answer.usedBase];
        return (
          of !== undefined && (
            <p>{words.answerText(of.lot.number, quantityText(t, found, of.item), quantityText(t, used, of.item))}</p>
          )
        );
      })}
      {difference !== 0 && (
        <Status icon="s-near" tone="warn">
          {words.differenceText(difference)}
        </Status>
      )}
      {notice.note !== '' && <p>{notice.note}</p>}
    </>
  );
}
