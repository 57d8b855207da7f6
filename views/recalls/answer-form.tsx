/** The answer of a member: of each lot what was found and put apart, and what was handed out; patients, a word. */
import { paths } from '../../src/paths.ts';
import type { LotBooks } from '../../src/recalls/rules.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Hidden, HiddenKey, NumberField, TextArea } from '../ui/field.tsx';
import { packText, quantityText } from '../ui/format.ts';
import { PackField } from '../ui/pack-input.tsx';
import { Panel } from '../ui/panel.tsx';
import { Item, Lot } from '../ui/values.tsx';
import type { RecallMemberPageProps } from './member-page.tsx';

function labelsOf({ t, view }: RecallMemberPageProps): Record<string, string> {
  const words = t.recalls;
  const boxes = view.lots.flatMap(({ lot, item }) =>
    (['found', 'used'] as const).flatMap((kind) =>
      ['packs', 'units'].map(
        (part) => [`${kind}.${lot.id}.${part}`, `${item.genericName} ${lot.number} ${words[kind]}`] as const,
      ),
    ),
  );
  return { ...Object.fromEntries(boxes), patients: words.patients, note: words.note };
}

export function AnswerForm(props: RecallMemberPageProps) {
  const { t, view, form, formKey } = props;
  const words = t.recalls;
  const { notice, place } = view.mine;
  const again = notice.answeredAt !== null;
  return (
    <Panel title={again ? words.answerAgain : words.answerTitle} id="answer">
      <form class="form" method="post" action={paths.recallAnswer(view.document.number, place.code)}>
        <ErrorSummary t={t} form={form} labels={labelsOf(props)} />
        <HiddenKey value={formKey()} />
        <Hidden name="sent" value={notice.sentAt} />
        {notice.books.lots.map((books) => (
          <LotFields {...props} books={books} />
        ))}
        <NumberField
          form={form}
          name="patients"
          label={words.patients}
          hint={words.patientsHint}
          value={String(notice.answer?.patients ?? 0)}
          maxlength={7}
        />
        <TextArea
          form={form}
          name="note"
          label={words.note}
          note={t.forms.optional}
          value={notice.note}
          maxlength={500}
        />
        <SubmitBar consequence={view.recall.drill ? words.answerDrill : words.answerConsequence}>
          <Button kind="primary">{again ? words.answerChange : words.answerSubmit}</Button>
        </SubmitBar>
      </form>
    </Panel>
  );
}

function LotFields({ t, view, form, books, expiry }: RecallMemberPageProps & { books: LotBooks }) {
  const words = t.recalls;
  const of = view.lots.find(({ lot }) => lot.id === books.lotId);
  if (of === undefined) return null;
  const { lot, item } = of;
  const now = view.places
    .filter((place) => place.lotId === lot.id && place.kind === 'store')
    .reduce((sum, place) => sum + place.onHandBase, 0);
  const onTheWay = view.places
    .filter((place) => place.lotId === lot.id && place.kind === 'transit')
    .reduce((sum, place) => sum + place.onHandBase, 0);
  const known = view.mine.notice.answer?.lots.find((one) => one.lotId === lot.id);
  const says = words.booksText(
    '',
    quantityText(t, now, item),
    onTheWay === 0 ? '' : quantityText(t, onTheWay, item),
    quantityText(t, books.usedBase, item),
  );
  return (
    <fieldset class="field">
      <legend>
        <Item name={item.genericName} detail={[item.strength, packText(t, item), item.manufacturer].join(' ')} />
      </legend>
      <p>
        <Lot t={t} batchNumber={lot.number} expiresOn={lot.expiresOn} expiry={expiry} href={paths.lot(lot.id)} />
      </p>
      <p class="hint">{says}</p>
      <div class="row">
        <PackField
          t={t}
          form={form}
          name={`found.${lot.id}`}
          shape={item}
          label={words.found}
          hint={words.foundHint}
          {...(known && { quantityBase: known.foundBase })}
        />
        <PackField
          t={t}
          form={form}
          name={`used.${lot.id}`}
          shape={item}
          label={words.used}
          hint={words.usedHint}
          quantityBase={known?.usedBase ?? books.usedBase}
        />
      </div>
    </fieldset>
  );
}
