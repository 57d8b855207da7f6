/** The list side of the board: head with filters, rows by time left, pager. */
import { paths, type Query, withQuery } from '../../src/paths.ts';
import type { ShortageLine } from '../../src/shortages/board-queries.ts';
import type { TabCounts } from '../../src/shortages/count-queries.ts';
import type { BoardQuery } from '../../src/shortages/forms.ts';
import { URGENCIES } from '../../src/shortages/rules.ts';
import type { Words } from '../i18n/index.ts';
import { Tabs } from '../ui/filters.tsx';
import { clauseComma } from '../ui/format.ts';
import { live } from '../ui/hx.ts';
import { Empty } from '../ui/notice.tsx';
import { KeysetPager } from '../ui/pager.tsx';
import { SignalStatus } from '../ui/status.tsx';
import { amountText, detailOf, dueSignal, nameOf } from './shortage-words.tsx';

export interface BoardProps {
  t: Words;
  now: number;
  /** The address's parameters, with the tab that is shown. */
  query: BoardQuery & { state: NonNullable<BoardQuery['state']> };
  counts: TabCounts;
  tabs: readonly (keyof TabCounts)[];
  lines: ShortageLine[];
  next: string | undefined;
  /** Campuses to filter by. */
  campuses: { code: string; shortName: string }[];
  /** Number of the request that is open beside the list. */
  openNumber?: string | undefined;
}

/** The parameters that lead back to the same list. */
export function keptQuery(query: BoardProps['query']): Query {
  const { state, urgency, campus, organisation, q } = query;
  return { state, urgency, campus, organisation, q };
}

export function BoardTabs({ t, query, counts, tabs }: Pick<BoardProps, 't' | 'query' | 'counts' | 'tabs'>) {
  const shown = tabs.map((tab) => ({
    label: t.shortages.tabs[tab],
    href: paths.shortages({ ...keptQuery(query), state: tab }),
    count: counts[tab],
    current: query.state === tab,
  }));
  return <Tabs label={t.shortages.tabsLabel} tabs={shown} />;
}

function ListHead({ t, query, campuses }: BoardProps) {
  const words = t.shortages.filter;
  return (
    <form class="list-head" method="get" action={paths.shortages()}>
      <input type="hidden" name="state" value={query.state} />
      {query.organisation && <input type="hidden" name="organisation" value={query.organisation} />}
      <label>
        <span class="visually-hidden">{words.q}</span>
        <input class="input compact" type="search" name="q" value={query.q} placeholder={words.q} />
      </label>
      {campuses.length > 0 && (
        <label>
          <span class="visually-hidden">{words.campus}</span>
          <select class="input compact" name="campus">
            <option value="">{words.anyCampus}</option>
            {campuses.map((campus) => (
              <option value={campus.code} selected={campus.code === query.campus}>
                {campus.shortName}
              </option>
            ))}
          </select>
        </label>
      )}
      <label>
        <span class="visually-hidden">{words.urgency}</span>
        <select class="input compact" name="urgency">
          <option value="">{words.anyUrgency}</option>
          {URGENCIES.map((urgency) => (
            <option value={urgency} selected={urgency === query.urgency}>
              {t.shortages.urgencies[urgency]}
            </option>
          ))}
        </select>
      </label>
      <button class="button small" type="submit">
        {t.lists.filter}
      </button>
    </form>
  );
}

function Row({
  t,
  line,
  now,
  href,
  current,
}: {
  t: Words;
  line: ShortageLine;
  now: number;
  href: string;
  current: boolean;
}) {
  const comma = clauseComma(t);
  const { shortage, organisation } = line;
  const what = [
    organisation.shortName,
    t.shortages.urgencies[shortage.urgency],
    amountText(t, line, shortage.quantityBase),
  ];
  return (
    <li>
      <a href={href} aria-current={current ? 'true' : undefined}>
        <span class="name">
          <b>{nameOf(line)}</b> <small>{detailOf(t, line)}</small>
        </span>
        <span class="end">
          <SignalStatus signal={dueSignal(t, line, now)} />
        </span>
        <small>{what.join(comma)}</small>
        <small class="end">
          {shortage.patients === null ? t.shortages.reasons[shortage.reason] : t.shortages.patients(shortage.patients)}
        </small>
      </a>
    </li>
  );
}

/** The list; it asks for itself again when a request changes anywhere. */
export function BoardList(props: BoardProps) {
  const { t, query, lines, now, openNumber } = props;
  const kept = keptQuery(query);
  const url = paths.shortages({ ...kept, after: query.after, open: openNumber });
  return (
    <section
      class="list"
      id="board-list"
      aria-label={t.shortages.listOf(t.shortages.tabs[query.state])}
      {...live('shortage', url)}
    >
      <ListHead {...props} />
      {lines.length === 0 ? (
        <Empty title={t.shortages.emptyBoard} text={t.shortages.emptyBoardText} />
      ) : (
        <ul class="rows">
          {lines.map((line) => (
            <Row
              t={t}
              line={line}
              now={now}
              href={withQuery(paths.shortage(line.document.number), kept)}
              current={line.document.number === openNumber}
            />
          ))}
        </ul>
      )}
      <KeysetPager
        t={t}
        shown={lines.length}
        first={query.after ? paths.shortages(kept) : undefined}
        next={props.next && paths.shortages({ ...kept, after: props.next })}
      />
    </section>
  );
}
