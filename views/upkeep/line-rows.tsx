/** The rows of an upkeep list: one press for what is in order, a small form for what is not. */
import { paths } from '../../src/paths.ts';
import type { ShownLine } from '../../src/upkeep/list-queries.ts';
import type { Why } from '../../src/upkeep/rules.ts';
import { Button, LinkButton, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Hidden, HiddenKey, TextField } from '../ui/field.tsx';
import { emptyState, formOf, scoped } from '../ui/form-state.ts';
import { momentText, packText, semicolon } from '../ui/format.ts';
import { Status, Tag } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Item, Lot, Quantity } from '../ui/values.tsx';
import type { UpkeepPageProps } from './show-page.tsx';

export function LineRows(props: UpkeepPageProps) {
  const words = props.t.upkeep;
  const head = (
    <>
      <Head>{words.item}</Head>
      <Head>{words.lot}</Head>
      <Head>{words.why}</Head>
      <Head num>{words.quantity}</Head>
      <Head>{words.finding}</Head>
    </>
  );
  return (
    <Table caption={words.linesTitle} head={head} inset stacks>
      {props.lines.map((row) => (
        <LineRow {...props} row={row} />
      ))}
    </Table>
  );
}

type RowProps = UpkeepPageProps & { row: ShownLine };

function LineRow(props: RowProps) {
  const { t, row, expiry } = props;
  const words = t.upkeep;
  const { line, item, lot } = row;
  const detail = [item.strength, packText(t, item), item.manufacturer, item.code].join(' ');
  return (
    <tr id={`line-${line.id}`}>
      <td class="span-5">
        <Item name={item.genericName} detail={detail} tags={row.held && <Tag tone="danger">{words.heldTag}</Tag>} />
      </td>
      <td class="span-4">
        <Lot
          t={t}
          batchNumber={lot.number}
          expiresOn={lot.expiresOn}
          expiry={expiry}
          href={paths.lot(lot.id)}
          stacked
        />
        <span class="note">{row.storeName}</span>
      </td>
      <td class="span-2">{words.whys[line.why as Why]}</td>
      <td class="num span-2" data-label={words.quantity}>
        <Quantity t={t} quantityBase={row.onHand} shape={item} />
      </td>
      <td class="span-5">{line.finding === null ? <Find {...props} /> : <Found {...props} />}</td>
    </tr>
  );
}

const nameOf = ({ item, lot }: ShownLine) => `${item.genericName} ${lot.number}`;

function Find(props: RowProps) {
  const { t, view, row, filter } = props;
  const words = t.upkeep;
  if (!view.can.do) return <Status icon="s-todo">{words.tabs.open}</Status>;
  const mine = props.form.state.values.line?.[0] === String(row.line.id);
  const form = mine ? formOf(props.form, 'findings') : emptyState();
  const fields = scoped(form, `line${row.line.id}`);
  const action = paths.upkeepFindings(view.document.number, { tab: filter.tab, q: filter.q });
  return (
    <>
      <form method="post" action={action}>
        <HiddenKey value={props.formKey()} />
        <Hidden name="line" value={row.line.id} />
        <Hidden name="finding" value="good" />
        <Button small>
          {words.good}
          <span class="visually-hidden">{words.goodOf(nameOf(row))}</span>
        </Button>
      </form>
      <details class="fold" open={mine}>
        <summary class="button small plain">
          {words.bad}
          <span class="visually-hidden">{words.badOf(nameOf(row))}</span>
        </summary>
        <form class="form" method="post" action={action}>
          <HiddenKey value={props.formKey()} />
          <Hidden name="line" value={row.line.id} />
          <Hidden name="finding" value="problem" />
          <TextField
            form={fields}
            name="problem"
            label={words.problem}
            hint={words.problemHint}
            maxlength={200}
            required
          />
          <TextField
            form={fields}
            name="measure"
            label={words.measure}
            hint={words.measureHint}
            maxlength={200}
            required
          />
          <SubmitBar consequence={words.problemConsequence}>
            <Button kind="danger">{words.problemSubmit}</Button>
          </SubmitBar>
        </form>
      </details>
    </>
  );
}

function Found(props: RowProps) {
  const { t, row, view, now } = props;
  const words = t.upkeep;
  const { line } = row;
  const problem = line.finding === 'problem';
  return (
    <>
      <Status icon={problem ? 's-near' : 's-done'} {...(problem && { tone: 'warn' as const })}>
        {words.findings[problem ? 'problem' : 'good']}
      </Status>{' '}
      {[line.problem, line.measure].filter((text) => text !== '').join(semicolon(t))}{' '}
      <span class="note">
        {row.personName ?? ''} {line.doneAt === null ? '' : momentText(t, line.doneAt, now)}
      </span>
      {problem && view.can.report && (
        <LinkButton small kind="plain" href={paths.newLoss({ kind: 'write_off', organisation: view.place.code })}>
          {words.writeOff}
        </LinkButton>
      )}
      {problem && view.can.decide && <Release {...props} />}
    </>
  );
}

function Release(props: RowProps) {
  const { t, row, view } = props;
  const words = t.upkeep;
  const mine = props.form.name === `release${row.line.id}`;
  const form = formOf(props.form, `release${row.line.id}`);
  return (
    <details class="fold" open={mine}>
      <summary class="button small plain">{words.release}</summary>
      <form class="form" method="post" action={paths.upkeepRelease(view.document.number, row.line.id)}>
        <ErrorSummary t={t} form={form} labels={{ why: words.releaseWhy }} />
        <HiddenKey value={props.formKey()} />
        <TextField form={form} name="why" label={words.releaseWhy} maxlength={200} required />
        <Button>{words.releaseSubmit}</Button>
      </form>
    </details>
  );
}
