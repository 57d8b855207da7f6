/** Which equipment is to be labelled, on which paper, how often; printing answers with the PDF. */
import type { LabelledCards } from '../../src/assets/label-commands.ts';
import type { LabelledAsset, LabelsBefore } from '../../src/assets/label-queries.ts';
import { paths } from '../../src/paths.ts';
import { LABEL_SIZE_NAMES, MOST_COPIES, MOST_LABELS } from '../../src/scanning/rules.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { Choices } from '../ui/choice.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { HiddenKey, TextField } from '../ui/field.tsx';
import { momentText } from '../ui/format.ts';
import { Advice, Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Columns, Panel } from '../ui/panel.tsx';
import { Code, Item } from '../ui/values.tsx';

export interface EquipmentLabelsProps {
  t: Words;
  form: FormState;
  formKey: string;
  asked: LabelledCards;
  cards: LabelledAsset[];
  earlier: LabelsBefore;
  now: number;
}

/** More than these are told by their number alone. */
const MOST_SHOWN = 50;

export function EquipmentLabelsPage(props: EquipmentLabelsProps) {
  const { t, asked, cards } = props;
  const words = t.equipment.labels;
  const one = asked.number === undefined ? undefined : cards[0];
  const back =
    one === undefined
      ? { label: t.equipment.title, href: paths.equipment({ ...asked }) }
      : { label: one.name, href: paths.equipmentCard(one.number) };
  const tooMany = cards.length > MOST_LABELS;
  return (
    <>
      <PageHead
        title={words.title}
        crumbs={[back, { label: words.title }]}
        crumbsLabel={t.frame.position}
        facts={[tooMany ? words.tooMany(MOST_LABELS) : words.cards(cards.length)]}
      />
      {cards.length === 0 || tooMany ? (
        <Empty title={tooMany ? words.tooMany(MOST_LABELS) : words.none} text={words.noneText} />
      ) : (
        <Columns kind="doc">
          <Panel title={t.scanning.paper.size}>
            <Order {...props} />
          </Panel>
          <Panel title={words.what}>
            <div class="stack">
              {cards.slice(0, MOST_SHOWN).map((card) => (
                <p>
                  <Item
                    name={card.name}
                    detail={[card.keeper, card.room, card.serialNumber].filter(Boolean).join(' ')}
                  />{' '}
                  <Code>{card.number}</Code>
                </p>
              ))}
              {cards.length > MOST_SHOWN && <p class="muted">{words.further(cards.length - MOST_SHOWN)}</p>}
            </div>
          </Panel>
        </Columns>
      )}
    </>
  );
}

function Order({ t, form, formKey, asked, earlier, now }: EquipmentLabelsProps) {
  const words = t.scanning.paper;
  const labels = { size: words.size, copies: words.copies, skip: words.skip };
  const choices = LABEL_SIZE_NAMES.map((value) => ({ value, title: words.sizes[value] }));
  const { times, last } = earlier;
  return (
    <form class="form" method="post" action={paths.equipmentLabels({ ...asked })} rel="noopener">
      <ErrorSummary t={t} form={form} labels={labels} />
      <HiddenKey value={formKey} />
      {last && <Advice tone="warn">{words.before(times, momentText(t, last.at, now), last.by)}</Advice>}
      <Choices form={form} name="size" label={words.size} choices={choices} chosen="60x40" hideLabel />
      <TextField
        form={form}
        name="copies"
        label={words.copies}
        hint={words.copiesHint(MOST_COPIES)}
        value="1"
        inputmode="numeric"
        maxlength={3}
        required
      />
      <TextField form={form} name="skip" label={words.skip} hint={words.skipHint} inputmode="numeric" maxlength={2} />
      <SubmitBar consequence={words.consequence}>
        <Button kind="primary" icon="i-print">
          {words.print}
        </Button>
      </SubmitBar>
    </form>
  );
}
