/** The answer that many requests get: how, until when, from whom, and why; what a way does not need is not shown. */
import type { Neighbour } from '../../src/shortages/many-queries.ts';
import { Choices } from '../ui/choice.tsx';
import { DateField, SelectField, TextArea } from '../ui/field.tsx';
import { dayText, quantityText } from '../ui/format.ts';
import type { ManyProps } from './many-page.tsx';

const DATED = ['order', 'purchase', 'ad_hoc'];

function NeighbourSelect({ t, form, offers, lines }: ManyProps) {
  const words = t.parts.many;
  const item = lines.find((line) => line.record.item !== null)?.record.item;
  const labelOf = ({ shortName, usableBase, spareBase }: Neighbour) => {
    if (usableBase === null || !item) return words.hasAll(shortName);
    const spare = spareBase === null || spareBase <= 0 ? undefined : quantityText(t, spareBase, item);
    return words.neighbour(shortName, quantityText(t, usableBase, item), spare);
  };
  return (
    <div class="for-neighbour">
      <SelectField
        form={form}
        name="answer.from"
        label={words.from}
        hint={words.fromHint}
        choose={words.choose}
        options={offers.neighbours.map((one) => ({ value: one.code, label: labelOf(one) }))}
      />
    </div>
  );
}

function OrderSelect({ t, form, offers, lines, today }: ManyProps) {
  const words = t.parts.many;
  const item = lines.find((line) => line.record.item !== null)?.record.item;
  if (!item) return null;
  return (
    <div class="for-order">
      <SelectField
        form={form}
        name="answer.order"
        label={t.parts.form.order}
        choose={words.choose}
        options={offers.orders.map((line) => ({
          value: line.number,
          label: `${line.number} ${quantityText(t, line.openBase, item)} ${dayText(t, line.dueOn, today)}`,
        }))}
      />
    </div>
  );
}

function SubstituteSelect({ t, form, offers }: ManyProps) {
  const words = t.parts.many;
  return (
    <div class="for-substitute">
      <SelectField
        form={form}
        name="answer.item"
        label={t.parts.form.item}
        hint={words.itemHint}
        choose={words.choose}
        options={offers.substitutes.map(({ item: other, availableBase }) => ({
          value: other.code,
          label: `${other.genericName} ${other.strength} ${quantityText(t, availableBase, other)}`,
        }))}
      />
    </div>
  );
}

export function AnswerForAll(props: ManyProps) {
  const { t, form, offers } = props;
  const words = t.parts.many;
  const { ways } = offers;
  const narrow = ways.length < 4;
  return (
    <div class="stack for-all">
      <Choices
        form={form}
        name="answer.way"
        label={t.parts.form.way}
        across
        hideLabel
        {...(narrow && { hint: words.narrowed })}
        choices={ways.map((way) => ({ value: way, title: words.ways[way], text: words.wayTexts[way] }))}
      />
      {ways.includes('order') && <OrderSelect {...props} />}
      {ways.includes('neighbour') && <NeighbourSelect {...props} />}
      {ways.includes('substitute') && <SubstituteSelect {...props} />}
      {ways.some((way) => DATED.includes(way)) && (
        <div class="for-day">
          <DateField form={form} name="answer.dueOn" label={t.parts.form.due} hint={words.dueHint} />
        </div>
      )}
      <div class="for-note">
        <TextArea form={form} name="answer.note" label={words.note} hint={t.parts.form.noteHint} maxlength={300} />
      </div>
    </div>
  );
}
