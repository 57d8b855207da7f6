/** The month's depreciation: what the next run would post, explained, and the runs that were posted. */
import type { ListedRun } from '../../src/depreciation/list-queries.ts';
import type { Preview } from '../../src/depreciation/preview-queries.ts';
import type { MonthState } from '../../src/depreciation/run-queries.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Hidden, HiddenKey } from '../ui/field.tsx';
import { momentText, moneyText } from '../ui/format.ts';
import { Empty, Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { KeysetPager } from '../ui/pager.tsx';
import { Facts, Panel } from '../ui/panel.tsx';
import { Status } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Item, Money } from '../ui/values.tsx';

interface DepreciationProps {
  t: Words;
  form: FormState;
  rows: readonly ListedRun[];
  next: string | undefined;
  paged: boolean;
  state: MonthState;
  charge: boolean;
  preview: Preview | undefined;
  now: number;
  formKey: string;
}

export function DepreciationPage(props: DepreciationProps) {
  const { t, form, charge, preview, state } = props;
  const words = t.assetValues;
  return (
    <>
      <PageHead
        title={words.runsTitle}
        crumbs={[
          { label: t.equipment.title, href: paths.equipment() },
          { label: words.title, href: paths.equipmentValue() },
          { label: words.runsTitle },
        ]}
        crumbsLabel={t.frame.position}
        facts={[words.runsIntro]}
      />
      <ErrorSummary t={t} form={form} labels={{ month: words.month }} />
      {preview !== undefined && <NextRun {...props} preview={preview} />}
      {charge && preview === undefined && state.runs[0] !== undefined && (
        <Notice title={words.doneNotice(state.runs[0].month)}>{words.doneText(state.next)}</Notice>
      )}
      <Runs {...props} />
    </>
  );
}

function NextRun({ t, preview, formKey }: DepreciationProps & { preview: Preview }) {
  const words = t.assetValues;
  const { month, monthFen, openingFen, correctionFen } = preview;
  const totalFen = monthFen + openingFen + correctionFen;
  const money = (amountFen: number) => <Money t={t} amountFen={amountFen} />;
  return (
    <Panel title={words.preview(month)} note={words.previewNote} padded={false}>
      <Facts
        body
        facts={[
          { label: words.monthPart, value: money(monthFen) },
          ...(openingFen === 0 ? [] : [{ label: words.openingPart, value: money(openingFen) }]),
          ...(correctionFen === 0 ? [] : [{ label: words.correctionPart, value: money(correctionFen) }]),
          { label: words.sum, value: money(totalFen) },
          { label: words.lastMonth, value: money(preview.lastFen) },
          { label: words.added, value: money(preview.addedFen) },
          { label: words.finished, value: money(-preview.finishedFen) },
          { label: words.rounding, value: money(preview.roundingFen) },
        ]}
      />
      <OwnerLines t={t} preview={preview} />
      <Changed t={t} preview={preview} />
      <form class="form body" method="post" action={paths.depreciation()}>
        <HiddenKey value={formKey} />
        <Hidden name="month" value={month} />
        <Hidden name="expectFen" value={totalFen} />
        <SubmitBar consequence={words.postConsequence(moneyText(totalFen))}>
          <Button kind="primary">{words.post(month)}</Button>
        </SubmitBar>
      </form>
    </Panel>
  );
}

function OwnerLines({ t, preview }: { t: Words; preview: Preview }) {
  const words = t.assetValues;
  if (preview.lines.length === 0) return <Empty title={words.previewEmpty} text="" />;
  const head = (
    <>
      <Head>{words.owner}</Head>
      <Head>{words.source}</Head>
      <Head num>{words.cards}</Head>
      <Head num>{words.openingPart}</Head>
      <Head num>{words.monthPart}</Head>
      <Head num>{words.correctionPart}</Head>
      <Head num>{words.sum}</Head>
    </>
  );
  return (
    <Table caption={words.byOwner} head={head} stacks>
      {preview.lines.map((line) => (
        <tr>
          <td class="span-3">{line.owner}</td>
          <td class="span-3">{t.equipment.sources[line.source]}</td>
          <td class="num span-3" data-label={words.cards}>
            {line.cards}
          </td>
          <td class="num span-3" data-label={words.openingPart}>
            <Money t={t} amountFen={line.openingFen} />
          </td>
          <td class="num span-3" data-label={words.monthPart}>
            <Money t={t} amountFen={line.monthFen} />
          </td>
          <td class="num span-3" data-label={words.correctionPart}>
            <Money t={t} amountFen={line.correctionFen} />
          </td>
          <td class="num span-3" data-label={words.sum}>
            <Money t={t} amountFen={line.openingFen + line.monthFen + line.correctionFen} />
          </td>
        </tr>
      ))}
    </Table>
  );
}

function Changed({ t, preview }: { t: Words; preview: Preview }) {
  const words = t.assetValues;
  const { changed, more } = preview;
  if (changed.length === 0) return null;
  const head = (
    <>
      <Head>{words.name}</Head>
      <Head>{words.source}</Head>
      <Head>{words.why}</Head>
      <Head num>{words.monthPart}</Head>
      <Head num>{words.correctionPart}</Head>
    </>
  );
  return (
    <details class="body">
      <summary>{`${words.changed} (${changed.length + more})`}</summary>
      <Table caption={words.changed} head={head} stacks>
        {changed.map((one) => (
          <tr>
            <td class="span-4">
              <Item name={one.name} detail={one.number} href={paths.equipmentWorn(one.number)} />
            </td>
            <td class="span-2">{t.equipment.sources[one.source]}</td>
            <td class="span-6">
              <span class="item">
                {words.whys[one.why] ?? one.why}
                {words.whyText[one.why] !== undefined && <small>{words.whyText[one.why]}</small>}
              </span>
            </td>
            <td class="num span-3" data-label={words.monthPart}>
              <Money t={t} amountFen={one.monthFen} />
            </td>
            <td class="num span-3" data-label={words.correctionPart}>
              <Money t={t} amountFen={one.openingFen + one.correctionFen} />
            </td>
          </tr>
        ))}
      </Table>
      {more > 0 && <p class="muted">{words.moreChanged(more)}</p>}
    </details>
  );
}

function Runs({ t, rows, next, paged, now }: DepreciationProps) {
  const words = t.assetValues;
  const head = (
    <>
      <Head>{words.owner}</Head>
      <Head>{t.books.month}</Head>
      <Head>{words.kind}</Head>
      <Head num>{words.cards}</Head>
      <Head num>{words.monthPart}</Head>
      <Head num>{words.openingPart}</Head>
      <Head num>{words.correctionPart}</Head>
      <Head>{words.by}</Head>
    </>
  );
  return (
    <Panel title={words.runList} padded={false}>
      {rows.length === 0 ? (
        <Empty title={words.noRuns} text={words.noRunsText} />
      ) : (
        <Table caption={words.runList} head={head} stacks>
          {rows.map((row) => (
            <tr class={row.backId === null ? undefined : 'off'}>
              <td class="span-3">{row.owner}</td>
              <td class="span-1">
                <a href={paths.depreciationRun(row.id)}>{row.month}</a>
              </td>
              <td class="span-2">
                {row.backId === null ? words.kinds[row.kind] : <Status icon="s-no">{words.reversedState}</Status>}
              </td>
              <td class="num span-2" data-label={words.cards}>
                {row.cards}
              </td>
              <td class="num span-4" data-label={words.monthPart}>
                <Money t={t} amountFen={row.monthFen} />
              </td>
              <td class="num span-3" data-label={words.openingPart}>
                <Money t={t} amountFen={row.openingFen} />
              </td>
              <td class="num span-3" data-label={words.correctionPart}>
                <Money t={t} amountFen={row.correctionFen} />
              </td>
              <td class="span-6">
                <span class="item">
                  {row.by}
                  <small>{momentText(t, row.at, now)}</small>
                </span>
              </td>
            </tr>
          ))}
        </Table>
      )}
      <KeysetPager
        t={t}
        shown={rows.length}
        {...(paged && { first: paths.depreciation() })}
        {...(next !== undefined && { next: paths.depreciation({ after: next }) })}
      />
    </Panel>
  );
}
