/** The lines of a count: boxes where this person may report, and who reported what elsewhere. */
import type { Judged } from '../../src/counts/judge-queries.ts';
import type { LineTab } from '../../src/counts/page-queries.ts';
import { paths } from '../../src/paths.ts';
import { Button, LinkButton, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { DateField, FieldError, HiddenKey, TextField } from '../ui/field.tsx';
import { Filters, FilterText, Tabs } from '../ui/filters.tsx';
import { formOf } from '../ui/form-state.ts';
import { fullMoment } from '../ui/format.ts';
import { PackBoxes } from '../ui/pack-input.tsx';
import { NumberedPager } from '../ui/pager.tsx';
import { Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Lot, Quantity } from '../ui/values.tsx';
import type { CountPageProps } from './show-page-props.ts';
import { CountedItem } from './words.tsx';

/** Whether the line takes a report now: nobody counted it yet, or another person is asked for. */
export function takesReport({ line }: Judged): boolean {
  return line.countedBy === null || line.recount === 'asked';
}

function tabsOf({ t, view, tab, q }: CountPageProps) {
  const words = t.counts;
  const { progress } = view;
  const counts: Record<LineTab, number> = {
    open: progress.lines - progress.counted,
    recount: progress.recounts,
    counted: progress.counted,
    differing: progress.differing,
    all: progress.lines,
  };
  const shown = (Object.keys(counts) as LineTab[]).filter((one) => one !== 'differing' || view.revealed);
  return shown.map((one) => ({
    label: words.lineTabs[one],
    count: counts[one],
    href: paths.count(view.document.number, { tab: one, q }),
    current: tab === one,
  }));
}

export function CountLines(props: CountPageProps) {
  const { t, view, page, tab, q, scan } = props;
  const words = t.counts;
  const { number, status } = view.document;
  const counting = status === 'counting' && view.can.count;
  const first = page.rows.find(takesReport);
  return (
    <Panel title={words.lineTabsLabel} padded={false} id="lines">
      <div class="body stack">
        <Tabs label={words.lineTabsLabel} tabs={tabsOf(props)} />
        <Filters t={t} action={paths.count(number)} kept={{ tab }} {...(q && { clear: paths.count(number, { tab }) })}>
          <FilterText label={words.search} name="q" placeholder={words.lineSearchHint} {...(q && { value: q })} />
        </Filters>
        {counting && (
          <div class="buttons">
            {first && (
              <LinkButton href={paths.count(number, { line: first.line.lineNumber })}>{words.oneByOne}</LinkButton>
            )}
            <LinkButton href={paths.countFound(number)}>{words.foundButton}</LinkButton>
          </div>
        )}
      </div>
      {page.total === 0 ? <p class="body note">{words.noLines}</p> : <Lines {...props} counting={counting} />}
      {scan === undefined && (
        <NumberedPager
          t={t}
          page={page.page}
          size={page.size}
          total={page.total}
          href={(to) => paths.count(number, { tab, q, page: to })}
        />
      )}
    </Panel>
  );
}

function Lines(props: CountPageProps & { counting: boolean }) {
  const { t, view, page, counting, tab, q } = props;
  const words = t.counts;
  const form = formOf(props.form, 'findings');
  const head = (
    <>
      <Head num>{words.lineNo}</Head>
      <Head>{words.item}</Head>
      <Head>{words.lot}</Head>
      <Head>{words.store}</Head>
      {!view.count.blind && <Head num>{words.book}</Head>}
      <Head>{words.foundQuantity}</Head>
    </>
  );
  const table = (
    <Table caption={words.lines} head={head} inset stacks>
      {page.rows.map((one) => (
        <LineRow {...props} one={one} />
      ))}
    </Table>
  );
  if (!counting || !page.rows.some(takesReport)) return table;
  const action = paths.countFindings(view.document.number, { tab, q, page: page.page === 1 ? undefined : page.page });
  return (
    <form method="post" action={action}>
      <div class="body">
        <ErrorSummary t={t} form={form} labels={labelsOf(props)} />
      </div>
      <HiddenKey value={props.formKey()} />
      {table}
      <div class="body stack">
        <MomentFields {...props} />
        <SubmitBar consequence={words.recordConsequence}>
          <Button kind="primary">{words.record}</Button>
        </SubmitBar>
      </div>
    </form>
  );
}

/** When it was counted, for sheets that are typed in later. */
export function MomentFields(props: CountPageProps) {
  const { t, expiry } = props;
  const words = t.counts;
  const form = formOf(props.form, 'findings');
  return (
    <div class="row">
      <DateField form={form} name="day" label={words.countedDay} note={t.forms.optional} max={expiry.today} />
      <TextField
        form={form}
        name="time"
        label={words.countedTime}
        note={t.forms.optional}
        hint={words.countedHint}
        maxlength={5}
      />
    </div>
  );
}

/** Names of the boxes, for the summary of what is wrong. */
export function labelsOf({ t, view }: CountPageProps): Record<string, string> {
  const words = t.counts;
  const boxes = view.lines.flatMap(({ line, item, lot }) =>
    ['packs', 'units'].map((part) => [`line.${line.id}.${part}`, `${item.genericName} ${lot.number}`] as const),
  );
  return { ...Object.fromEntries(boxes), day: words.countedDay, time: words.countedTime, countedAt: words.countedTime };
}

function LineRow(props: CountPageProps & { counting: boolean; one: Judged }) {
  const { t, view, one, counting, expiry } = props;
  const { line, item, lot, storeName } = one;
  const form = formOf(props.form, 'findings');
  const name = `line.${line.id}`;
  const error = form.errors[`${name}.packs`] ?? form.errors[`${name}.units`];
  return (
    <tr id={`line-${line.lineNumber}`}>
      <td class="num span-1">
        <a href={paths.count(view.document.number, { line: line.lineNumber })}>{line.lineNumber}</a>
      </td>
      <td class="span-5">
        <CountedItem t={t} one={one} />
      </td>
      <td class="span-3">
        <Lot t={t} batchNumber={lot.number} expiresOn={lot.expiresOn} expiry={expiry} href={paths.lot(lot.id)} />
      </td>
      <td class="span-3 note">{storeName}</td>
      {!view.count.blind && (
        <td class="num span-2" data-label={t.counts.book}>
          <Quantity t={t} quantityBase={line.bookBase} shape={item} />
        </td>
      )}
      <td class="span-4">
        {counting && takesReport(one) ? (
          <>
            {line.recount === 'asked' && <RecountNote {...props} />}
            <PackBoxes t={t} form={form} name={name} shape={item} small of={`${item.genericName} ${lot.number}`} />
            <FieldError name={name} {...(error !== undefined && { error })} />
          </>
        ) : (
          <Reported {...props} />
        )}
      </td>
    </tr>
  );
}

/** Why another person must count. */
export function RecountNote({ t, one }: { t: CountPageProps['t']; one: Judged }) {
  const reasons: Readonly<Record<string, string>> = t.counts.recountReasons;
  return <small class="note">{reasons[one.line.recountReason] ?? ''}</small>;
}

/** What was found, by whom and when. */
export function Reported({ t, view, one }: Pick<CountPageProps, 't' | 'view'> & { one: Judged }) {
  const { line, item } = one;
  const who = (id: number | null, at: number | null) =>
    id === null || at === null ? '' : `${view.names.get(id) ?? ''} ${fullMoment(at)}`;
  if (line.countedBase === null) return <span class="note">{t.counts.lineTabs.open}</span>;
  return (
    <>
      <Quantity t={t} quantityBase={line.countedBase} shape={item} />{' '}
      <small class="note">{who(line.countedBy, line.countedAt)}</small>
      {line.recountedBase !== null && (
        <>
          <br />
          <Quantity t={t} quantityBase={line.recountedBase} shape={item} />{' '}
          <small class="note">{who(line.recountedBy, line.recountedAt)}</small>
        </>
      )}
    </>
  );
}
