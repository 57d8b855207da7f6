/** One line alone, for the phone at the shelf: what it is, two boxes, and on to the next. */
import type { Judged } from '../../src/counts/judge-queries.ts';
import { paths } from '../../src/paths.ts';
import { Button, LinkButton, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { HiddenKey } from '../ui/field.tsx';
import { formOf } from '../ui/form-state.ts';
import { PackField } from '../ui/pack-input.tsx';
import { Facts, Panel } from '../ui/panel.tsx';
import { Lot, Quantity } from '../ui/values.tsx';
import { labelsOf, MomentFields, RecountNote, Reported, takesReport } from './line-table.tsx';
import type { CountPageProps } from './show-page-props.ts';
import { CountedItem } from './words.tsx';

export function OneLine(props: CountPageProps & { alone: Judged }) {
  const { t, view, alone, expiry } = props;
  const words = t.counts;
  const { number, status } = view.document;
  const { line, lot, item, storeName } = alone;
  const open = view.lines.filter(takesReport).map((one) => one.line.lineNumber);
  const next = open.find((one) => one > line.lineNumber) ?? open.find((one) => one !== line.lineNumber);
  const reports = status === 'counting' && view.can.count && takesReport(alone);
  return (
    <Panel title={words.lineOf(line.lineNumber, view.progress.lines)} id="line">
      <p>
        <CountedItem t={t} one={alone} />
      </p>
      <Facts
        facts={[
          {
            label: words.lot,
            value: (
              <Lot t={t} batchNumber={lot.number} expiresOn={lot.expiresOn} expiry={expiry} href={paths.lot(lot.id)} />
            ),
          },
          { label: words.store, value: storeName },
          ...(view.count.blind
            ? []
            : [{ label: words.book, value: <Quantity t={t} quantityBase={line.bookBase} shape={item} /> }]),
          ...(reports ? [] : [{ label: words.foundQuantity, value: <Reported t={t} view={view} one={alone} /> }]),
        ]}
      />
      {reports && <ReportForm {...props} />}
      <div class="buttons">
        {next !== undefined && status === 'counting' && (
          <LinkButton href={paths.count(number, { line: next })}>{words.nextLine}</LinkButton>
        )}
        <LinkButton kind="plain" href={paths.count(number)}>
          {words.backToList}
        </LinkButton>
      </div>
      {status === 'counting' && view.can.count && !reports && line.countedBy !== null && <AskAgain {...props} />}
    </Panel>
  );
}

function ReportForm(props: CountPageProps & { alone: Judged }) {
  const { t, view, alone } = props;
  const words = t.counts;
  const form = formOf(props.form, 'findings');
  const action = paths.countFindings(view.document.number, { line: alone.line.lineNumber });
  return (
    <form class="form" method="post" action={action}>
      <ErrorSummary t={t} form={form} labels={labelsOf(props)} />
      <HiddenKey value={props.formKey()} />
      {alone.line.recount === 'asked' && <RecountNote t={t} one={alone} />}
      <PackField t={t} form={form} name={`line.${alone.line.id}`} label={words.foundQuantity} shape={alone.item} />
      <MomentFields {...props} />
      <SubmitBar consequence={words.recordConsequence}>
        <Button kind="primary">{words.record}</Button>
      </SubmitBar>
    </form>
  );
}

function AskAgain({ t, view, alone, formKey }: CountPageProps & { alone: Judged }) {
  return (
    <form method="post" action={paths.countRecount(view.document.number, alone.line.id)}>
      <HiddenKey value={formKey()} />
      <Button small>{t.counts.askRecount}</Button>
    </form>
  );
}
