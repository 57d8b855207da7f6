/** One run of one owner: what it comes to, its lines card by card, and how it is taken back. */
import type { ListedRun, RunLine } from '../../src/depreciation/list-queries.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { HiddenKey, TextField } from '../ui/field.tsx';
import { ExportLinks } from '../ui/filters.tsx';
import { fullMoment } from '../ui/format.ts';
import { PageHead } from '../ui/page-head.tsx';
import { KeysetPager } from '../ui/pager.tsx';
import { Facts, Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Item, Money } from '../ui/values.tsx';

interface DepreciationRunProps {
  t: Words;
  form: FormState;
  run: ListedRun;
  rows: readonly RunLine[];
  next: string | undefined;
  paged: boolean;
  can: { reverse: boolean; export: boolean };
  formKey: string;
}

export function DepreciationRunPage(props: DepreciationRunProps) {
  const { t, run, rows, next, paged, can } = props;
  const words = t.assetValues;
  const title = (run.kind === 'run' ? words.runTitle : words.reversalTitle)(run.month, run.owner);
  const money = (amountFen: number) => <Money t={t} amountFen={amountFen} />;
  return (
    <>
      <PageHead
        title={title}
        crumbs={[
          { label: words.title, href: paths.equipmentValue() },
          { label: words.runsTitle, href: paths.depreciation() },
          { label: run.month },
        ]}
        crumbsLabel={t.frame.position}
        facts={[`${run.by} ${fullMoment(run.at)}`, ...(run.note === null ? [] : [run.note])]}
        {...(can.export && {
          actions: (
            <ExportLinks
              t={t}
              csv={paths.depreciationExport(run.id, 'csv')}
              xlsx={paths.depreciationExport(run.id, 'xlsx')}
            />
          ),
        })}
      />
      <Facts
        across
        facts={[
          { label: words.cards, value: String(run.cards) },
          { label: words.monthPart, value: money(run.monthFen) },
          { label: words.openingPart, value: money(run.openingFen) },
          { label: words.correctionPart, value: money(run.correctionFen) },
          { label: words.sum, value: money(run.monthFen + run.openingFen + run.correctionFen) },
          ...otherRun(t, run),
        ]}
      />
      <Panel title={words.lines} note={words.linesNote} padded={false}>
        <Lines t={t} rows={rows} />
        <KeysetPager
          t={t}
          shown={rows.length}
          {...(paged && { first: paths.depreciationRun(run.id) })}
          {...(next !== undefined && { next: paths.depreciationRun(run.id, { after: next }) })}
        />
      </Panel>
      {can.reverse && <TakeBack {...props} />}
    </>
  );
}

/** The run that took this back, or that it took back. */
function otherRun(t: Words, run: ListedRun) {
  const words = t.assetValues;
  const other = run.backId ?? run.reversesId;
  if (other === null) return [];
  const back = run.backId !== null;
  const value = <a href={paths.depreciationRun(other)}>{back ? words.reversedBy : words.kinds.run}</a>;
  return [{ label: back ? words.reversedState : words.kinds.reversal, value }];
}

function TakeBack({ t, run, form, formKey }: DepreciationRunProps) {
  const words = t.assetValues;
  return (
    <Panel title={words.reverse}>
      <form class="form" method="post" action={paths.depreciationReversal(run.id)}>
        <ErrorSummary t={t} form={form} labels={{ reason: words.reverseReason }} />
        <HiddenKey value={formKey} />
        <TextField form={form} name="reason" label={words.reverseReason} maxlength={200} required />
        <SubmitBar consequence={words.reverseConsequence}>
          <Button kind="danger">{words.reverse}</Button>
        </SubmitBar>
      </form>
    </Panel>
  );
}

function Lines({ t, rows }: { t: Words; rows: readonly RunLine[] }) {
  const words = t.assetValues;
  const head = (
    <>
      <Head>{words.name}</Head>
      <Head>{words.source}</Head>
      <Head>{words.why}</Head>
      <Head num>{words.price}</Head>
      <Head num>{words.openingPart}</Head>
      <Head num>{words.monthPart}</Head>
      <Head num>{words.correctionPart}</Head>
      <Head num>{words.worn}</Head>
      <Head num>{words.elapsed}</Head>
    </>
  );
  return (
    <Table caption={words.lines} head={head} stacks>
      {rows.map((row) => (
        <tr>
          <td class="span-4">
            <Item name={row.name} detail={row.number} href={paths.equipmentWorn(row.number)} />
          </td>
          <td class="span-2">{t.equipment.sources[row.source]}</td>
          <td class="span-6">{words.whys[row.why] ?? row.why}</td>
          <td class="num span-3" data-label={words.price}>
            <Money t={t} amountFen={row.fundFen} />
          </td>
          <td class="num span-3" data-label={words.openingPart}>
            <Money t={t} amountFen={row.openingFen} />
          </td>
          <td class="num span-3" data-label={words.monthPart}>
            <Money t={t} amountFen={row.monthFen} />
          </td>
          <td class="num span-3" data-label={words.correctionPart}>
            <Money t={t} amountFen={row.correctionFen} />
          </td>
          <td class="num span-3" data-label={words.worn}>
            <Money t={t} amountFen={row.accumulatedFen} />
          </td>
          <td class="num span-3" data-label={words.elapsed}>{`${row.elapsedMonths}/${row.lifeMonths}`}</td>
        </tr>
      ))}
    </Table>
  );
}
