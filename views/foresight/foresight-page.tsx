/** What will run out, the first first: what is there, what comes, how long it lasts, and the act that prevents it. */
import type { ForesightLine } from '../../src/foresight/list-queries.ts';
import { AHEAD } from '../../src/foresight/rules.ts';
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { ExportLinks, FilterSelect, Filters, FilterText } from '../ui/filters.tsx';
import { baseText, fullMoment, quantityText } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { KeysetPager } from '../ui/pager.tsx';
import { Facts, Figures, Panel } from '../ui/panel.tsx';
import { Status } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Item } from '../ui/values.tsx';
import { AskForm, askedFields } from './ask-form.tsx';

export interface ForesightPageProps {
  t: Words;
  today: string;
  q: string | undefined;
  member: string | undefined;
  members: { code: string; name: string }[];
  days: number;
  usual: number;
  counts: { pairs: number; members: number; empty: number };
  /** When it was reckoned last (UTC ms). */
  at: number | null;
  can: { register: boolean; transfer: boolean; orders: boolean; export: boolean };
  newKey: () => string;
  rows: ForesightLine[];
  next: string | undefined;
  paged: boolean;
}

export function ForesightPage(props: ForesightPageProps) {
  const { t, q, member, members, days, usual, counts, at, can, rows, next, paged } = props;
  const words = t.foresight;
  const query = { days: days === usual ? undefined : days, member, q };
  const spans = [...new Set([...AHEAD, days])].sort((a, b) => a - b);
  const files = (
    <ExportLinks t={t} csv={paths.foresightExport('csv', query)} xlsx={paths.foresightExport('xlsx', query)} />
  );
  return (
    <>
      <PageHead
        title={words.title}
        facts={[words.intro(days), at === null ? words.never : words.asOf(fullMoment(at))]}
      />
      <Filters
        t={t}
        action={paths.foresight()}
        {...((q || member) && { clear: paths.foresight({ days: query.days }) })}
        {...(can.export && { right: files })}
      >
        <FilterSelect
          label={words.ahead}
          name="days"
          value={String(days)}
          options={spans.map((span) => ({ value: String(span), label: words.withinDays(span) }))}
        />
        {members.length > 1 && (
          <FilterSelect
            label={words.member}
            name="member"
            value={member ?? ''}
            options={[
              { value: '', label: t.lists.all },
              ...members.map((one) => ({ value: one.code, label: one.name })),
            ]}
          />
        )}
        <FilterText label={words.search} name="q" value={q ?? ''} placeholder={words.searchHint} />
      </Filters>
      <Strip t={t} counts={counts} />
      {rows.length === 0 ? <Empty title={words.noneTitle} text={words.noneText(days)} /> : <Rows {...props} />}
      <KeysetPager
        t={t}
        shown={rows.length}
        total={counts.pairs}
        {...(paged && { first: paths.foresight(query) })}
        {...(next !== undefined && { next: paths.foresight({ ...query, after: next }) })}
      />
      <Panel title={words.howTitle} id="how">
        <Facts facts={words.how.map(([label, value]) => ({ label, value }))} />
      </Panel>
    </>
  );
}

function Strip({ t, counts }: Pick<ForesightPageProps, 't' | 'counts'>) {
  const words = t.foresight;
  return (
    <Figures
      label={words.title}
      figures={[
        { label: words.pairs, value: counts.pairs },
        { label: words.empty, value: counts.empty, ...(counts.empty > 0 && { tone: 'danger' as const }) },
        { label: words.members, value: counts.members },
      ]}
    />
  );
}

function Rows(props: ForesightPageProps) {
  const { t, rows } = props;
  const words = t.foresight;
  const head = (
    <>
      <Head>{words.item}</Head>
      <Head>{words.member}</Head>
      <Head>{words.outOn}</Head>
      <Head num>{words.usable}</Head>
      <Head num>{words.daily}</Head>
      <Head>{words.inbound}</Head>
      <Head>{words.act}</Head>
    </>
  );
  return (
    <Table caption={words.title} head={head} stacks>
      {rows.map((line) => (
        <tr>
          <td>
            <Item name={line.name} detail={line.strength} href={paths.stockCard(line.memberCode, line.code)} />
          </td>
          <td class="span-3" data-label={words.member}>
            {line.member}
          </td>
          <td class="span-3" data-label={words.outOn}>
            <Left t={t} line={line} />
          </td>
          <td class="num span-2" data-label={words.usable}>
            {quantityText(t, line.usableBase, line)}
          </td>
          <td class="num span-2" data-label={words.daily}>
            <a href={paths.levelItem(line.memberCode, line.code)}>{dailyText(t, line)}</a>
          </td>
          <td class="span-2" data-label={words.inbound}>
            <Inbound t={t} line={line} />
          </td>
          <td>
            <Act {...props} line={line} />
          </td>
        </tr>
      ))}
    </Table>
  );
}

/** Use a day in base units, with one decimal where it is little. */
function dailyText(t: Words, line: ForesightLine): string {
  const daily = line.dailyMilli / 1000;
  if (line.scale !== 1 || daily >= 10) return baseText(t, Math.round(daily), line);
  return `${daily.toFixed(1)}${t.language === 'zh' ? '' : ' '}${t.formats.unit(line.baseUnit, daily)}`;
}

function Left({ t, line }: { t: Words; line: ForesightLine }) {
  const words = t.foresight;
  const near = line.days < 3;
  return (
    <Status icon={near ? 's-late' : 's-near'} tone={near ? 'danger' : line.days < 7 ? 'warn' : 'caution'}>
      {line.usableBase + line.comingBase > 0 ? words.left(line.days) : words.gone}
      <small> {line.outOn.slice(5)}</small>
    </Status>
  );
}

function Inbound({ t, line }: { t: Words; line: ForesightLine }) {
  const words = t.foresight;
  if (line.comingBase + line.dueBase === 0) return <>{t.formats.none}</>;
  return (
    <>
      {line.comingBase > 0 && words.comingOf(quantityText(t, line.comingBase, line))}
      {line.dueBase > 0 && (
        <small class="tail">{words.dueOf(quantityText(t, line.dueBase, line), line.dueOn?.slice(5) ?? '')}</small>
      )}
    </>
  );
}

function Act({ t, line, today, can, newKey }: ForesightPageProps & { line: ForesightLine }) {
  const words = t.foresight;
  if (line.asked !== null) {
    return (
      <>
        {words.acts.asked} <Code href={paths.shortage(line.asked)}>{line.asked}</Code>
      </>
    );
  }
  if (line.act === 'card') return <a href={paths.stockCard(line.memberCode, line.code)}>{words.acts.card}</a>;
  // The head buys what it is short of; a shortage is asked of it
  if (line.kind === 'head') return <a href={paths.demandPool({ q: line.code })}>{words.buy}</a>;
  return (
    <div class="buttons">
      {can.register && <AskForm t={t} line={line} today={today} formKey={newKey()} />}
      {can.register && <a href={paths.newShortage(askedFields(line, today))}>{words.change}</a>}
      {line.act === 'expedite' && can.orders && <a href={paths.orders({ q: line.code })}>{words.acts.expedite}</a>}
      {line.act === 'requisition' && (
        <a href={paths.levels({ member: line.memberCode, q: line.code })}>{words.levels}</a>
      )}
      {can.transfer && (
        <a href={paths.newTransfer({ direction: 'asked', organisation: line.memberCode, q: line.code })}>
          {words.transfer}
        </a>
      )}
    </div>
  );
}
