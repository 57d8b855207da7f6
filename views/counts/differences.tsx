/** What differs: books, what moved, what was found, what it is worth, and why; and what cannot be posted any more. */
import type { Judged } from '../../src/counts/judge-queries.ts';
import { REASON_CODES, type ReasonCode } from '../../src/counts/rules.ts';
import { documentPath, paths } from '../../src/paths.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Hidden, HiddenKey, SelectField, TextField } from '../ui/field.tsx';
import { formOf } from '../ui/form-state.ts';
import { fullMoment, quantityText } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Lot, Money, Quantity } from '../ui/values.tsx';
import type { CountPageProps } from './show-page-props.ts';
import { CountedItem } from './words.tsx';

type DocumentKind = Parameters<typeof documentPath>[0];

/** The difference as it was handed in; while people count, as it would be now. */
const differenceOf = (view: CountPageProps['view'], one: Judged) =>
  view.document.status === 'counting' ? one.differenceBase : one.line.differenceBase;

export function Differences(props: CountPageProps) {
  const { t, view } = props;
  const words = t.counts;
  const { status } = view.document;
  if (status === 'counting' && !view.revealed) {
    return view.progress.counted === 0 ? null : (
      <Panel title={words.differences}>
        <p class="hint">{words.differencesHidden}</p>
      </Panel>
    );
  }
  const worth = (one: Judged) => Math.abs((status === 'counting' ? one.differenceFen : one.line.differenceFen) ?? 0);
  const differing = view.lines
    .filter((one) => (differenceOf(view, one) ?? 0) !== 0)
    .sort((a, b) => worth(b) - worth(a));
  const whole = view.progress.counted === view.progress.lines && view.progress.recounts === 0;
  const submits = status === 'counting' && whole && view.can.count;
  const table =
    differing.length === 0 ? (
      <p class="body note">{words.differencesNone}</p>
    ) : (
      <DifferenceTable {...props} rows={differing} submits={submits} />
    );
  return (
    <Panel title={words.differences} padded={false} id="differences">
      <Stuck {...props} />
      {submits ? <SubmitForm {...props} table={table} rows={differing} /> : table}
    </Panel>
  );
}

function SubmitForm(props: CountPageProps & { table: unknown; rows: Judged[] }) {
  const { t, view, rows } = props;
  const words = t.counts;
  const form = formOf(props.form, 'submission');
  const labels = rows.flatMap(({ line, item, lot }) =>
    ['code', 'text'].map((part) => [`reason.${line.id}.${part}`, `${item.genericName} ${lot.number}`] as const),
  );
  return (
    <form method="post" action={paths.countAct(view.document.number, 'submission')}>
      <div class="body">
        <ErrorSummary t={t} form={form} labels={Object.fromEntries(labels)} />
      </div>
      <HiddenKey value={props.formKey()} />
      <Hidden name="version" value={view.document.version} />
      {props.table as never}
      <div class="body">
        <SubmitBar consequence={words.submitConsequence}>
          <Button kind="primary">{words.submit}</Button>
        </SubmitBar>
      </div>
    </form>
  );
}

function DifferenceTable(props: CountPageProps & { rows: Judged[]; submits: boolean }) {
  const { t, view, rows } = props;
  const words = t.counts;
  const head = (
    <>
      <Head>{words.item}</Head>
      <Head>{words.lot}</Head>
      <Head num>{words.book}</Head>
      <Head num>{words.moved}</Head>
      <Head num>{words.foundQuantity}</Head>
      <Head num>{words.difference}</Head>
      {view.can.prices && <Head num>{words.differenceValue}</Head>}
      <Head>{words.reason}</Head>
    </>
  );
  return (
    <Table caption={words.differences} head={head} inset stacks class="crowded">
      {rows.map((one) => (
        <DifferenceRow {...props} one={one} />
      ))}
    </Table>
  );
}

function DifferenceRow(props: CountPageProps & { one: Judged; submits: boolean }) {
  const { t, view, one, expiry, submits } = props;
  const words = t.counts;
  const { line, item, lot } = one;
  const counting = view.document.status === 'counting';
  const moved = counting ? one.movedBase : line.recountedBase === null ? line.movedBase : line.recountMovedBase;
  const quantity = (label: string, base: number) => (
    <td class="num span-2" data-label={label}>
      <Quantity t={t} quantityBase={base} shape={item} />
    </td>
  );
  return (
    <tr>
      <td class="span-5">
        <CountedItem t={t} one={one} />
      </td>
      <td class="span-3">
        <Lot
          t={t}
          batchNumber={lot.number}
          expiresOn={lot.expiresOn}
          expiry={expiry}
          href={paths.lot(lot.id)}
          stacked
        />
      </td>
      {quantity(words.book, line.bookBase)}
      {quantity(words.moved, moved)}
      {quantity(words.foundQuantity, one.foundBase ?? 0)}
      {quantity(words.difference, differenceOf(view, one) ?? 0)}
      {view.can.prices && (
        <td class="num span-2" data-label={words.differenceValue}>
          <Money t={t} amountFen={(counting ? one.differenceFen : line.differenceFen) ?? 0} />
        </td>
      )}
      <td class="span-4">{submits ? <ReasonFields {...props} /> : <ReasonText {...props} />}</td>
    </tr>
  );
}

function ReasonText({ t, one }: CountPageProps & { one: Judged }) {
  const code = one.line.reasonCode as ReasonCode | '';
  return (
    <>
      {code !== '' && t.counts.reasons[code]} <small class="note">{one.line.reason}</small>
    </>
  );
}

function ReasonFields(props: CountPageProps & { one: Judged }) {
  const { t, one } = props;
  const words = t.counts;
  const form = formOf(props.form, 'submission');
  const name = `reason.${one.line.id}`;
  return (
    <>
      <SelectField
        form={form}
        name={`${name}.code`}
        label={words.reason}
        choose={words.chooseReason}
        options={REASON_CODES.map((value) => ({ value, label: words.reasons[value] }))}
        value={one.line.reasonCode}
      />
      <TextField
        form={form}
        name={`${name}.text`}
        label={words.reasonText}
        note={t.forms.optional}
        value={one.line.reason}
        maxlength={200}
      />
    </>
  );
}

/** Lines that cannot be posted now, each with what happened since. */
function Stuck({ t, view }: CountPageProps) {
  const words = t.counts;
  if (view.document.status !== 'submitted') return null;
  const stuck = view.lines.filter((one) => one.shortBase > 0 || one.differenceBase !== one.line.differenceBase);
  if (stuck.length === 0) return null;
  return (
    <div class="body">
      <Notice tone="danger" role="alert" title={words.stuck(stuck.length)}>
        <p>{words.stuckText}</p>
        <ul>
          {stuck.map((one) => (
            <StuckLine t={t} one={one} />
          ))}
        </ul>
      </Notice>
    </div>
  );
}

function StuckLine({ t, one }: { t: CountPageProps['t']; one: Judged }) {
  const words = t.counts;
  const { item, lot, standing } = one;
  const text = (base: number) => quantityText(t, base, item);
  const asked = text(Math.abs(one.differenceBase ?? 0));
  const why =
    one.shortBase > 0 ? words.stuckLine(asked, text(standing.onHand), text(standing.reserved)) : words.changedLine;
  return (
    <li>
      {item.genericName} {lot.number} {why}
      {standing.moves.length > 0 && (
        <>
          <br />
          <small class="note">
            {words.since}
            {standing.moves.slice(0, 5).map((move) => (
              <>
                {' '}
                {fullMoment(move.at)}{' '}
                {move.document !== null && (
                  <Code href={documentPath(move.document.kind as DocumentKind, move.document.number)}>
                    {move.document.number}
                  </Code>
                )}{' '}
                {text(move.deltaBase)}
              </>
            ))}
          </small>
        </>
      )}
    </li>
  );
}
