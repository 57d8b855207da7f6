/** The forms of a request's parts: another answer, the prescriber's word, the end of one part, and the proposal. */
import { paths } from '../../src/paths.ts';
import type { GoodsLine } from '../../src/shortages/part-queries.ts';
import { ENDINGS, PART_WAYS, type PartWay, unansweredBase } from '../../src/shortages/rules.ts';
import { Button } from '../ui/button.tsx';
import { Choices } from '../ui/choice.tsx';
import { DateField, errorOf, FieldError, Hidden, SelectField, TextArea, TextField } from '../ui/field.tsx';
import { dayText, quantityText } from '../ui/format.ts';
import { Advice } from '../ui/notice.tsx';
import { PackBoxes } from '../ui/pack-input.tsx';
import { Panel } from '../ui/panel.tsx';
import { ActFrame, type ActProps, formOf } from './act-forms.tsx';
import { nameOf } from './shortage-words.tsx';

/** Of a wish, whose unit is one word, and of an item. */
function shapeOf({ show }: ActProps) {
  const { item, shortage } = show.record;
  return item ?? { packSize: 1, packUnit: shortage.wishUnit ?? '', baseUnit: shortage.wishUnit ?? '', scale: 1 };
}

/** What some answers name besides: a day, an order, the item that stands in. */
function NamedFields({ ways, ...props }: ActProps & { ways: readonly PartWay[] }) {
  const { t, offered, today } = props;
  const words = t.parts.form;
  const form = formOf(props, 'part');
  const { item } = props.show.record;
  if (item === null) return null;
  return (
    <>
      <DateField form={form} name="part.dueOn" label={words.due} note={t.forms.optional} value={today} />
      {ways.includes('order') && (
        <SelectField
          form={form}
          name="part.order"
          label={words.order}
          note={t.forms.optional}
          options={(offered?.orders ?? []).map((line) => ({
            value: line.number,
            label: `${line.number} ${quantityText(t, line.openBase, item)} ${dayText(t, line.dueOn, today)}`,
          }))}
        />
      )}
      {ways.includes('substitute') && (
        <div class="row">
          <SelectField
            form={form}
            name="part.item"
            label={words.item}
            note={t.forms.optional}
            options={(offered?.substitutes ?? []).map(({ item: other, availableBase }) => ({
              value: other.code,
              label: `${other.genericName} ${other.strength} ${quantityText(t, availableBase, other)}`,
            }))}
          />
          <TextField form={form} name="part.itemPacks" label={words.itemPacks} inputmode="numeric" maxlength={6} />
        </div>
      )}
    </>
  );
}

/** Waits for an order, bought anew or ad hoc, a substitute, referred or refused: all of it, or a part. */
export function PartForm(props: ActProps) {
  const { t, show, can, refused, offered } = props;
  if (!can.part && refused?.of !== 'part') return null;
  const words = t.parts.form;
  const form = formOf(props, 'part');
  const { item, shortage, document } = show.record;
  const ways = PART_WAYS.filter((way) => {
    if (item === null) return way === 'refer' || way === 'refuse';
    if (way === 'order') return (offered?.orders.length ?? 0) > 0;
    return way !== 'substitute' || (offered?.substitutes.length ?? 0) > 0;
  });
  const name = 'part.quantity';
  const error = errorOf(form, `${name}.packs`) ?? errorOf(form, `${name}.units`);
  return (
    <details class="fold" open={refused?.of === 'part'} id="part">
      <summary class="button">{words.title}</summary>
      <ActFrame
        props={props}
        act="part"
        action={paths.shortageParts(document.number)}
        consequence={words.consequence}
        button={<Button kind="primary">{words.act}</Button>}
      >
        <Choices
          form={form}
          name="part.way"
          label={words.way}
          choices={ways.map((way) => ({ value: way, title: t.parts.ways[way], text: t.parts.wayTexts[way] }))}
        />
        <fieldset class="field">
          <legend>{words.quantity}</legend>
          <PackBoxes t={t} form={form} name={name} shape={shapeOf(props)} quantityBase={unansweredBase(shortage)} />
          <FieldError name={name} {...(error !== undefined && { error })} />
        </fieldset>
        <NamedFields {...props} ways={ways} />
        <TextArea form={form} name="part.note" label={words.note} hint={words.noteHint} maxlength={300} />
      </ActFrame>
    </details>
  );
}

/** The prescriber's word on a substitute, recorded where the patient is. */
export function ConfirmForms(props: ActProps) {
  const { t, show, can } = props;
  const words = t.parts.confirm;
  if (!can.confirm) return null;
  const offers = show.answers.filter(({ way, endedWhy, confirmedAt }) => {
    return way === 'substitute' && endedWhy === null && confirmedAt === null;
  });
  return (
    <>
      {offers.map((part) => (
        <Panel title={words.title} level="h3" id="confirm">
          <Advice>
            {words.offer(
              part.item?.genericName ?? '',
              part.item ? quantityText(t, part.itemBase ?? 0, part.item) : '',
              part.byName,
            )}
            {part.note}
          </Advice>
          <ActFrame
            props={props}
            act="confirm"
            action={paths.shortageConfirmation(show.record.document.number)}
            consequence={words.consequence}
            button={<Button kind="primary">{words.act}</Button>}
          >
            <Hidden name="confirm.part" value={part.id} />
            <Choices
              form={formOf(props, 'confirm')}
              name="confirm.agrees"
              label={words.answer}
              across
              choices={[
                { value: 'yes', title: words.yes },
                { value: 'no', title: words.no },
              ]}
            />
            <TextField
              form={formOf(props, 'confirm')}
              name="confirm.prescriber"
              label={words.prescriber}
              maxlength={40}
            />
            <TextField
              form={formOf(props, 'confirm')}
              name="confirm.note"
              label={words.note}
              note={t.forms.optional}
              maxlength={300}
            />
          </ActFrame>
        </Panel>
      ))}
    </>
  );
}

/** How one part of what arrived ended, in its row. */
export function SettleForm({ line, ...props }: ActProps & { line: GoodsLine }) {
  const { t, show, refused } = props;
  const words = t.parts.settle;
  const form = formOf(props, 'settle');
  const own = (form.values['settle.dispatch']?.[0] ?? '') === (line.dispatch ?? '');
  const shown = own ? form : { values: {}, errors: {}, formErrors: [] };
  return (
    <details class="fold" open={own && refused?.of === 'settle'}>
      <summary class="button small">{words.act}</summary>
      <ActFrame
        props={props}
        act="settle"
        action={paths.shortageSettlement(show.record.document.number)}
        consequence={words.consequence}
        button={<Button kind="primary">{words.act}</Button>}
      >
        <Hidden name="settle.dispatch" value={line.dispatch ?? ''} />
        <Choices
          form={shown}
          name="settle.outcome"
          label={words.outcome}
          choices={ENDINGS.map((value) => ({ value, title: t.parts.ways[value] }))}
        />
        <Choices
          form={shown}
          name="settle.issue"
          label={words.issue}
          hideLabel
          many
          choices={[{ value: '1', title: words.issue }]}
        />
        <TextField form={shown} name="settle.note" label={words.note} note={t.forms.optional} maxlength={300} />
      </ActFrame>
    </details>
  );
}

/** A wish may be proposed for the formulary by who may apply; the others are told who can. */
export function ProposePanel(props: ActProps) {
  const { t, show, can } = props;
  const words = t.parts.propose;
  if (show.record.item !== null || !can.wish) return null;
  if (!can.propose) return <Advice>{words.waits}</Advice>;
  return (
    <Panel title={words.title} level="h3" id="propose" note={nameOf(show.record)}>
      <ActFrame
        props={props}
        act="propose"
        action={paths.shortageProposal(show.record.document.number)}
        consequence={words.text}
        button={<Button>{words.act}</Button>}
      />
    </Panel>
  );
}
