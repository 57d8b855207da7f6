/** A member's own requests: what each waits for, and what to do next. */
import type { ForesightLine } from '../../src/foresight/list-queries.ts';
import { paths } from '../../src/paths.ts';
import type { ShortageLine } from '../../src/shortages/board-queries.ts';
import { URGENCIES } from '../../src/shortages/rules.ts';
import { AskPanel } from '../foresight/ask-panel.tsx';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { ExportLinks, FilterSelect, Filters, FilterText } from '../ui/filters.tsx';
import { momentText, planDay } from '../ui/format.ts';
import { live } from '../ui/hx.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { KeysetPager } from '../ui/pager.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Item } from '../ui/values.tsx';
import { type BoardProps, BoardTabs, keptQuery } from './board-list.tsx';
import { amountText, detailOf, nameOf, nextStep, ShortageStatus, stateOfLine } from './shortage-words.tsx';

interface OwnPageProps extends BoardProps {
  today: string;
  mayRegister: boolean;
  /** What it will run out of, and is asked about. */
  ahead: ForesightLine[];
  newKey: () => string;
}

export function OwnPage(props: OwnPageProps) {
  const { t, counts, query } = props;
  const kept = keptQuery(query);
  const filtered = Boolean(query.q || query.urgency || query.organisation);
  return (
    <>
      <PageHead
        title={t.shortages.title}
        facts={[t.shortages.openCount(counts.open)]}
        actions={
          props.mayRegister && (
            <LinkButton kind="primary" icon="i-plus" href={paths.newShortage()}>
              {t.shortages.register}
            </LinkButton>
          )
        }
      />
      <AskPanel t={t} lines={props.ahead} today={props.today} newKey={props.newKey} />
      <BoardTabs t={t} query={query} counts={counts} tabs={props.tabs} />
      <Filters
        t={t}
        action={paths.shortages()}
        kept={{ state: query.state, organisation: query.organisation }}
        clear={filtered ? paths.shortages({ state: query.state }) : undefined}
        right={
          <ExportLinks t={t} csv={paths.shortagesExport('csv', kept)} xlsx={paths.shortagesExport('xlsx', kept)} />
        }
      >
        <FilterText label={t.shortages.filter.q} name="q" value={query.q} placeholder={t.shortages.qHint} />
        <FilterSelect
          label={t.shortages.filter.urgency}
          name="urgency"
          value={query.urgency}
          options={[
            { value: '', label: t.shortages.filter.anyUrgency },
            ...URGENCIES.map((value) => ({ value, label: t.shortages.urgencies[value] })),
          ]}
        />
      </Filters>
      <OwnRows {...props} />
    </>
  );
}

/** The rows; they ask for themselves again when a request changes. */
export function OwnRows(props: OwnPageProps) {
  const { t, query, lines } = props;
  const kept = keptQuery(query);
  const url = paths.shortages({ ...kept, after: query.after });
  return (
    <div id="own-rows" {...live('shortage', url)}>
      {lines.length === 0 ? (
        <OwnEmpty {...props} />
      ) : (
        <>
          <OwnTable {...props} />
          <KeysetPager
            t={t}
            shown={lines.length}
            first={query.after ? paths.shortages(kept) : undefined}
            next={props.next && paths.shortages({ ...kept, after: props.next })}
          />
        </>
      )}
    </div>
  );
}

function OwnEmpty({ t, counts, mayRegister, query }: OwnPageProps) {
  const everAsked = counts.open + counts.settled > 0;
  if (everAsked || query.q) return <Empty title={t.lists.empty} text={t.lists.emptyHint} />;
  return (
    <Empty
      title={t.shortages.emptyOwn}
      text={t.shortages.emptyOwnText}
      steps={t.shortages.emptyOwnSteps}
      act={mayRegister && <LinkButton href={paths.newShortage()}>{t.shortages.register}</LinkButton>}
    />
  );
}

function OwnTable({ t, lines, now, today }: OwnPageProps) {
  const columns = t.shortages.columns;
  return (
    <Table
      caption={t.shortages.caption}
      stacks
      head={
        <>
          <Head>{columns.item}</Head>
          <Head>{columns.organisation}</Head>
          <Head num>{columns.quantity}</Head>
          <Head>{columns.neededBy}</Head>
          <Head>{columns.state}</Head>
          <Head>{columns.next}</Head>
        </>
      }
    >
      {lines.map((line) => (
        <OwnRow t={t} line={line} now={now} today={today} />
      ))}
    </Table>
  );
}

function OwnRow({ t, line, now, today }: { t: Words; line: ShortageLine; now: number; today: string }) {
  const { shortage, document, organisation } = line;
  return (
    <tr>
      <td>
        <Item name={nameOf(line)} detail={detailOf(t, line)} href={paths.shortage(document.number)} />
      </td>
      <td class="span-3">
        {organisation.shortName}
        <small class="tail">
          <Code>{document.number}</Code>
        </small>
      </td>
      <td class="span-3 end num" data-label={t.shortages.columns.quantity}>
        {amountText(t, line, shortage.quantityBase)}
        <small class="tail">{t.shortages.urgencies[shortage.urgency]}</small>
      </td>
      <td class="span-3">
        {planDay(t, shortage.neededBy, today)}
        <small class="tail">{t.shortages.reportedAt(momentText(t, document.createdAt, now))}</small>
      </td>
      <td class="span-3">
        <ShortageStatus t={t} state={stateOfLine(line)} />
      </td>
      <td>{nextStep(t, line, now)}</td>
    </tr>
  );
}
