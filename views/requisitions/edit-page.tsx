/** A draft: what is proposed and why, numbers to change, items to add, and the submitting. */

import { paths } from '../../src/paths.ts';
import type { Round } from '../../src/requisitions/calendar-rules.ts';
import type { NeedItem } from '../../src/requisitions/need-queries.ts';
import type { RequisitionLine, RequisitionRecord } from '../../src/requisitions/record-queries.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { DateField, errorOf, FieldError, fieldId, Hidden, HiddenKey, TextField, typedValue } from '../ui/field.tsx';
import { packText } from '../ui/format.ts';
import { Advice, Empty, Notice } from '../ui/notice.tsx';
import { PackBoxes } from '../ui/pack-input.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Item, Quantity } from '../ui/values.tsx';
import { Discard } from './discard.tsx';
import { RequisitionStatus, roundText } from './requisition-words.tsx';

export interface FoundItem {
  item: NeedItem;
  why: 'requisition_controlled' | 'requisition_left' | 'requisition_tier' | null;
}

export interface EditPageProps {
  t: Words;
  record: RequisitionRecord;
  lines: RequisitionLine[];
  round: Round | null;
  today: string;
  form: FormState;
  formKey: string;
  q: string;
  found: FoundItem[];
  /** Why the hub sent it back. */
  returnedFor: string | null;
}

function labelsOf({ t, lines }: EditPageProps): Record<string, string> {
  const words = t.demand.edit;
  const names = lines.flatMap(({ itemId, name }) => [
    [`line.${itemId}`, name],
    [`line.${itemId}.packs`, name],
    [`line.${itemId}.units`, name],
    [`line.${itemId}.reason`, name],
  ]);
  return { ...Object.fromEntries(names), neededBy: words.neededBy, note: words.note };
}

export function RequisitionEditPage(props: EditPageProps) {
  const { t, record, lines, round, today, form } = props;
  const words = t.demand.edit;
  return (
    <>
      <PageHead
        crumbs={[
          { label: t.demand.title, href: paths.requisitions() },
          { label: record.document.number, code: true },
        ]}
        crumbsLabel={t.frame.position}
        title={record.member.name}
        status={<RequisitionStatus t={t} state={record.document.status === 'returned' ? 'returned' : 'draft'} badge />}
        facts={[roundText(t, round, today)]}
      />
      <ErrorSummary t={t} form={form} labels={labelsOf(props)} />
      {props.returnedFor !== null && (
        <Notice title={t.demand.states.returned} tone="warn">
          <p>{props.returnedFor}</p>
        </Notice>
      )}
      <form class="stack" method="post" action={paths.requisitionLines(record.document.number)}>
        <HiddenKey value={props.formKey} />
        <Hidden name="version" value={record.document.version} />
        <Button name="act" value="save" class="visually-hidden" skipChecks>
          {words.save}
        </Button>
        {lines.length === 0 ? <Empty title={words.emptyTitle} text={words.emptyText} /> : <LineTable {...props} />}
        <AddPanel {...props} />
        <div class="form">
          <DateField form={form} name="neededBy" label={words.neededBy} value={record.neededBy} required />
          <TextField
            form={form}
            name="note"
            label={words.note}
            hint={words.noteHint}
            value={record.note}
            maxlength={300}
          />
        </div>
        <SubmitBar consequence={words.consequence}>
          <div class="buttons">
            <Button name="act" value="save">
              {words.save}
            </Button>
            <Button kind="primary" name="act" value="submit">
              {words.submit}
            </Button>
          </div>
        </SubmitBar>
      </form>
      <Discard {...props} />
    </>
  );
}

function LineTable(props: EditPageProps) {
  const { t, lines } = props;
  const words = t.demand.edit;
  const head = (
    <>
      <Head>{t.demand.pool.item}</Head>
      <Head num>{words.stock}</Head>
      <Head num>{words.coming}</Head>
      <Head num>{words.use30}</Head>
      <Head num>{words.proposed}</Head>
      <Head>{words.quantity}</Head>
      <Head>{words.reason}</Head>
    </>
  );
  return (
    <>
      <Advice>{words.blank}</Advice>
      <Table caption={t.demand.title} head={head} stacks>
        {lines.map((line) => (
          <LineRow {...props} line={line} />
        ))}
      </Table>
    </>
  );
}

function LineRow({ t, form, line, record }: EditPageProps & { line: RequisitionLine }) {
  const words = t.demand.edit;
  const name = `line.${line.itemId}`;
  const error = errorOf(form, name) ?? errorOf(form, `${name}.packs`) ?? errorOf(form, `${name}.units`);
  const reasonError = errorOf(form, `${name}.reason`);
  const cell = (label: string, base: number, href?: string) => {
    const text = <Quantity t={t} quantityBase={base} shape={line} />;
    return (
      <td class="num span-3" data-label={label}>
        {href === undefined ? text : <a href={href}>{text}</a>}
      </td>
    );
  };
  const card = paths.stockCard(record.member.code, line.code);
  return (
    <tr id={fieldId(name)}>
      <td>
        <Item
          name={line.name}
          detail={`${line.strength} ${packText(t, line)} ${line.code}`}
          href={paths.item(line.code)}
        />
      </td>
      {cell(words.stock, line.stockBase, card)}
      {cell(words.coming, line.transitBase, paths.dispatches({ item: line.code, state: 'in_transit' }))}
      {cell(words.use30, line.use30Base, card)}
      {cell(words.proposed, line.proposedBase)}
      <td class="span-5" data-label={words.quantity}>
        <PackBoxes t={t} form={form} name={name} shape={line} quantityBase={line.quantityBase} small of={line.name} />
        <FieldError name={name} {...(error && { error })} />
      </td>
      <td data-label={words.reason}>
        <input
          class="input"
          id={fieldId(`${name}.reason`)}
          name={`${name}.reason`}
          value={typedValue(form, `${name}.reason`, line.reason)}
          placeholder={words.reasonHint}
          aria-label={`${line.name}, ${words.reason}`}
          aria-invalid={reasonError ? 'true' : undefined}
          maxlength={200}
        />
        <FieldError name={`${name}.reason`} {...(reasonError && { error: reasonError })} />
      </td>
    </tr>
  );
}

function AddPanel({ t, q, found, lines }: EditPageProps) {
  const words = t.demand.edit;
  return (
    <Panel title={words.find}>
      <div class="filters">
        <label>
          <span>{words.findHint}</span>
          <input class="input" type="search" name="q" value={q} maxlength={100} autocapitalize="none" />
        </label>
        <Button name="act" value="search" icon="i-search" skipChecks>
          {words.findAct}
        </Button>
      </div>
      {q !== '' && <p class="hint">{found.length === 0 ? words.none : words.found(found.length)}</p>}
      {found.length > 0 && <FoundRows t={t} found={found} known={new Set(lines.map((line) => line.itemId))} />}
    </Panel>
  );
}

function FoundRows({ t, found, known }: { t: Words; found: FoundItem[]; known: ReadonlySet<number> }) {
  const words = t.demand.edit;
  const head = (
    <>
      <Head>{t.demand.pool.item}</Head>
      <Head num>{words.stock}</Head>
      <Head>{words.add}</Head>
    </>
  );
  return (
    <Table caption={words.find} head={head} stacks>
      {found.map(({ item, why }) => (
        <tr class={why === null ? undefined : 'off'}>
          <td class="span-3">
            <Item name={item.name} detail={`${item.strength} ${item.code}`} />
          </td>
          <td class="num span-2" data-label={words.stock}>
            <Quantity t={t} quantityBase={item.stockBase} shape={item} />
          </td>
          <td class="span-1">
            {why !== null && <small>{words.why[why]}</small>}
            {why === null && !known.has(item.id) && (
              <Button small name="act" value={`add:${item.code}`} skipChecks>
                {words.add}
              </Button>
            )}
          </td>
        </tr>
      ))}
    </Table>
  );
}
