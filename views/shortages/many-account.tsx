/** What each of many requests got in one act: line by line, with what is left and who acts next. */
import type { ActRow } from '../../src/documents/queries.ts';
import { paths } from '../../src/paths.ts';
import { unansweredBase } from '../../src/shortages/rules.ts';
import type { ShortageRecord } from '../../src/shortages/shortage-queries.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { clauseComma, momentText } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Item } from '../ui/values.tsx';
import { actText } from './record-history.tsx';
import { amountText, detailOf, nameOf, nextStep, ShortageStatus, stateOfLine } from './shortage-words.tsx';

interface AccountLine {
  record: ShortageRecord;
  act: ActRow | undefined;
}

interface AccountProps {
  t: Words;
  now: number;
  lines: readonly AccountLine[];
}

function AccountRow({ t, now, line }: { t: Words; now: number; line: AccountLine }) {
  const { record, act } = line;
  const words = t.parts.many;
  const rest = unansweredBase(record.shortage);
  const comma = clauseComma(t);
  return (
    <tr>
      <td>
        {record.organisation.shortName}
        <small class="tail">
          <Code href={paths.shortage(record.document.number)}>{record.document.number}</Code>
        </small>
      </td>
      <td>
        <Item name={nameOf(record)} detail={detailOf(t, record)} />
      </td>
      <td>
        {act === undefined ? t.formats.none : actText(t, record, act)}
        {act && <small class="tail">{[act.actorName, momentText(t, act.at, now)].join(comma)}</small>}
      </td>
      <td class="span-3 num" data-label={words.rest}>
        {rest > 0 ? amountText(t, record, rest) : t.formats.none}
      </td>
      <td>
        <ShortageStatus t={t} state={stateOfLine(record)} />
        <small class="tail">{nextStep(t, record, now)}</small>
      </td>
    </tr>
  );
}

export function ManyAccountPage({ t, now, lines }: AccountProps) {
  const words = t.parts.many;
  const crumbs = [{ label: t.desk.title, href: paths.shortageDesk() }, { label: words.accountTitle }];
  return (
    <>
      <PageHead
        crumbs={crumbs}
        crumbsLabel={t.frame.position}
        title={words.accountTitle}
        facts={[words.accountText(lines.length)]}
        actions={
          <LinkButton kind="primary" href={paths.shortageDesk({ view: 'requests' })}>
            {words.backToDesk}
          </LinkButton>
        }
      />
      {lines.length === 0 ? (
        <Empty title={words.nothing} text={words.nothingText} />
      ) : (
        <Table
          caption={words.accountTitle}
          stacks
          head={
            <>
              <Head>{t.desk.columns.place}</Head>
              <Head>{t.desk.columns.item}</Head>
              <Head>{words.got}</Head>
              <Head num>{words.rest}</Head>
              <Head>{t.parts.columns.next}</Head>
            </>
          }
        >
          {lines.map((line) => (
            <AccountRow t={t} now={now} line={line} />
          ))}
        </Table>
      )}
    </>
  );
}
