/** The use of one piece of equipment month by month, what a case costs and is made of, and a month to enter. */
import type { AssetCard } from '../../src/assets/record-queries.ts';
import { paths } from '../../src/paths.ts';
import { ratiosOf } from '../../src/utilisation/rules.ts';
import type { UsedLine } from '../../src/utilisation/use-queries.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { HiddenKey, TextField } from '../ui/field.tsx';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Columns, Facts, Panel, Rail } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Money } from '../ui/values.tsx';
import { hoursText, MaybeMoney, paybackText, shareText } from './words.tsx';

interface UseOfProps {
  t: Words;
  card: AssetCard;
  /** The latest first. */
  months: readonly UsedLine[];
  /** Of the last twelve months. */
  sums: UsedLine | undefined;
  can: { keep: boolean; prices: boolean };
  form: FormState;
  formKey: string;
  lastMonth: string;
}

export function UseOfPage(props: UseOfProps) {
  const { t, card, months, sums, can } = props;
  const words = t.assetValues;
  const { number, name, model } = card.asset;
  return (
    <>
      <PageHead
        title={words.useOf(number)}
        crumbs={[
          { label: words.useTitle, href: paths.equipmentUse() },
          { label: number, href: paths.equipmentCard(number), code: true },
        ]}
        crumbsLabel={t.frame.position}
        facts={[name, model, card.user.shortName].filter(Boolean)}
      />
      <Columns kind="doc">
        <div class="stack">
          {sums !== undefined && can.prices && <Cost t={t} sums={sums} />}
          <Panel title={words.monthly} padded={false}>
            {months.length === 0 ? <Empty title={words.noUse} text={words.noUseText} /> : <Months {...props} />}
          </Panel>
        </div>
        {can.keep && (
          <Rail label={words.record}>
            <Entry {...props} />
          </Rail>
        )}
      </Columns>
    </>
  );
}

function Cost({ t, sums }: { t: Words; sums: UsedLine }) {
  const words = t.assetValues;
  const ratios = ratiosOf(sums);
  const money = (amountFen: number) => <Money t={t} amountFen={amountFen} />;
  return (
    <Panel title={words.costTitle} note={words.costNote} padded={false}>
      <Facts
        body
        facts={[
          { label: words.perCase, value: <MaybeMoney t={t} amountFen={ratios.caseFen} /> },
          { label: words.perCaseNet, value: <MaybeMoney t={t} amountFen={ratios.caseNetFen} /> },
          { label: words.depreciationPart, value: money(sums.depreciationFen), note: words.monthsCounted(sums.months) },
          { label: words.fiscalPart, value: money(sums.fiscalFen) },
          { label: words.nonFiscalPart, value: money(sums.depreciationFen - sums.fiscalFen) },
          {
            label: words.maintenancePart,
            value: sums.maintenanceFen === null ? words.noMaintenance : money(sums.maintenanceFen),
          },
          { label: words.casesOf, value: String(sums.cases) },
          { label: words.result, value: money(ratios.resultFen) },
          { label: words.payback, value: paybackText(t, ratios.paybackYears) },
        ]}
      />
    </Panel>
  );
}

function Months({ t, months, can }: UseOfProps) {
  const words = t.assetValues;
  const head = (
    <>
      <Head>{t.books.month}</Head>
      <Head num>{words.open}</Head>
      <Head num>{words.used}</Head>
      <Head num>{words.rate}</Head>
      <Head num>{words.occupancy}</Head>
      <Head num>{words.casesOf}</Head>
      <Head num>{words.positiveRate}</Head>
      {can.prices && <Head num>{words.result}</Head>}
    </>
  );
  return (
    <Table caption={words.monthly} head={head} stacks>
      {months.map((line) => {
        const ratios = ratiosOf(line);
        return (
          <tr>
            <td class="span-6">{line.key}</td>
            <td class="num span-2" data-label={words.open}>
              {hoursText(line.openMinutes)}
            </td>
            <td class="num span-2" data-label={words.used}>
              {hoursText(line.usedMinutes)}
            </td>
            <td class="num span-2" data-label={words.rate}>
              {shareText(ratios.rate)}
            </td>
            <td class="num span-2" data-label={words.occupancy}>
              {shareText(ratios.occupancy)}
            </td>
            <td class="num span-2" data-label={words.casesOf}>
              {line.cases}
            </td>
            <td class="num span-2" data-label={words.positiveRate}>
              {shareText(ratios.positiveRate)}
            </td>
            {can.prices && (
              <td class="num span-3" data-label={words.result}>
                <Money t={t} amountFen={ratios.resultFen} />
              </td>
            )}
          </tr>
        );
      })}
    </Table>
  );
}

function Entry({ t, card, form, formKey, lastMonth }: UseOfProps) {
  const words = t.assetValues;
  const labels = {
    month: words.recordMonth,
    open: `${words.open} (${words.hours})`,
    used: `${words.used} (${words.hours})`,
    cases: words.casesOf,
    positives: words.positives,
    revenue: words.revenue,
    cost: words.directCost,
  };
  const field = (name: keyof typeof labels, more: { value?: string; hint?: string; required?: boolean } = {}) => (
    <TextField form={form} name={name} label={labels[name]} maxlength={20} required {...more} />
  );
  return (
    <Panel title={words.record} id="record">
      <form class="form" method="post" action={paths.equipmentUseOf(card.asset.number)}>
        <ErrorSummary t={t} form={form} labels={labels} />
        <HiddenKey value={formKey} />
        {field('month', { value: lastMonth })}
        {field('open')}
        {field('used')}
        {field('cases')}
        {field('positives', { hint: words.positiveHint, required: false })}
        {field('revenue')}
        {field('cost')}
        <SubmitBar consequence={words.recordConsequence}>
          <Button kind="primary">{words.recordSubmit}</Button>
        </SubmitBar>
      </form>
    </Panel>
  );
}
