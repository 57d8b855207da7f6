/** A supplier's answer to all lines at once, or the buyer's note of what was said on the telephone. */
import { addDays } from '../../src/kernel/clock.ts';
import type { OrderHead, OrderLineShown } from '../../src/orders/record-queries.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, LinkButton, SubmitBar } from '../ui/button.tsx';
import { Segments } from '../ui/choice.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { DateField, Hidden, HiddenKey, TextField } from '../ui/field.tsx';
import { dayText, packText, quantityText } from '../ui/format.ts';
import { PackField } from '../ui/pack-input.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Panel } from '../ui/panel.tsx';
import { AnswerStatus } from './words.tsx';

interface AnswerPageProps {
  t: Words;
  head: Pick<OrderHead, 'number' | 'version' | 'order'>;
  lines: OrderLineShown[];
  today: string;
  form: FormState;
  formKey: string;
  action: string;
  back: { label: string; list: string; page: string };
}

const LONGEST_PROMISE_DAYS = 365;

export function AnswerPage(props: AnswerPageProps) {
  const { t, head, lines, today, form, back } = props;
  const words = t.orders;
  const open = lines.filter((row) => row.openBase > 0);
  const labels = Object.fromEntries(
    open.flatMap(({ line, item }) =>
      ['answer', 'packs', 'units', 'on', 'reason'].map((part) => [`line.${line.lineNumber}.${part}`, item.genericName]),
    ),
  );
  const day = head.order.wantedOn < today ? addDays(today, 1) : head.order.wantedOn;
  return (
    <>
      <PageHead
        title={words.answerTitle(head.number)}
        crumbs={[
          { label: back.label, href: back.list },
          { label: head.number, href: back.page, code: true },
          { label: words.answerChoice },
        ]}
        crumbsLabel={t.frame.position}
        facts={[words.answerIntro]}
      />
      {open.length === 0 ? (
        <p class="note">{words.nothingToShip}</p>
      ) : (
        <form class="form" method="post" action={props.action}>
          <ErrorSummary t={t} form={form} labels={{ allOn: words.confirmAllOn, ...labels }} />
          <HiddenKey value={props.formKey} />
          <Hidden name="version" value={head.version} />
          <ConfirmAll {...props} day={day} />
          <Panel title={words.eachLine}>
            {open.map((row) => (
              <LineFields {...props} row={row} day={day} />
            ))}
          </Panel>
          <SubmitBar consequence={words.answerConsequence}>
            <Button>{words.answerSubmit}</Button>
            <LinkButton href={back.page} kind="plain">
              {t.frame.back}
            </LinkButton>
          </SubmitBar>
        </form>
      )}
    </>
  );
}

function ConfirmAll({ t, form, today, day }: AnswerPageProps & { day: string }) {
  const words = t.orders;
  return (
    <Panel title={words.confirmAll} note={words.confirmAllHint}>
      <div class="form">
        <DateField
          form={form}
          name="allOn"
          label={words.confirmAllOn}
          value={day}
          min={today}
          max={addDays(today, LONGEST_PROMISE_DAYS)}
        />
        <div class="buttons">
          <Button kind="primary" name="all" value="1">
            {words.confirmAllSubmit}
          </Button>
        </div>
      </div>
    </Panel>
  );
}

function LineFields({ t, row, form, today, day }: AnswerPageProps & { row: OrderLineShown; day: string }) {
  const words = t.orders;
  const { line, item, place } = row;
  const name = (part: string) => `line.${line.lineNumber}.${part}`;
  const { confirmed, changed, refused } = words.answerStates;
  const options = [
    { value: '', label: words.leave },
    { value: 'confirmed', label: confirmed },
    { value: 'changed', label: changed },
    { value: 'refused', label: refused },
  ];
  const title = (
    <>
      {line.lineNumber}. {item.genericName}{' '}
      <small>{[item.strength, packText(t, item), item.manufacturer].filter(Boolean).join(' ')}</small>
    </>
  );
  const promised = line.promisedOn === null ? '' : `${words.promised}${dayText(t, line.promisedOn, today)}`;
  return (
    <fieldset class="field parted" id={`line-${line.lineNumber}`}>
      <legend>{title}</legend>
      <p class="note">
        {words.ordered}
        {quantityText(t, line.quantityBase, item)} {place.shortName}{' '}
        {line.answer !== 'waiting' && <AnswerStatus t={t} state={line.answer} />} {promised}
      </p>
      <Segments form={form} name={name('answer')} label={words.answerChoice} options={options} chosen="" />
      <div class="row">
        <PackField
          t={t}
          form={form}
          name={`line.${line.lineNumber}`}
          label={words.quantity}
          shape={item}
          quantityBase={line.answeredBase ?? line.quantityBase}
        />
        <DateField form={form} name={name('on')} label={words.promisedOn} value={line.promisedOn ?? day} />
        <TextField
          form={form}
          name={name('reason')}
          label={words.answerReason}
          note={words.answerReasonHint}
          maxlength={200}
          value={line.answerReason}
        />
      </div>
    </fieldset>
  );
}
