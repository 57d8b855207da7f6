/** What can be done with a piece of equipment on its card, by what it is now and who looks. */
import { ASSET_ACTS, isGone } from '../../src/assets/rules.ts';
import { canBegin } from '../../src/kernel/transitions.ts';
import { paths } from '../../src/paths.ts';
import { Button, Buttons } from '../ui/button.tsx';
import { DateField, TextField } from '../ui/field.tsx';
import { formOf } from '../ui/form-state.ts';
import { PaperForm } from '../ui/paper-form.tsx';
import type { EquipmentCardProps } from './card-page.tsx';

const TURNS = ['resume', 'stop', 'rest'] as const;

export function CardActs(props: EquipmentCardProps) {
  const { card, can } = props;
  const { status } = card.asset;
  return (
    <>
      {can.edit && canBegin(ASSET_ACTS, 'commission', status) && <Commission {...props} />}
      {can.keep && !isGone(status) && <Assignment {...props} />}
      {can.keep &&
        TURNS.filter((turn) => canBegin(ASSET_ACTS, turn, status)).map((turn) => <Turn {...props} turn={turn} />)}
    </>
  );
}

function common({ t, card, back, formKey }: EquipmentCardProps) {
  return { t, back, formKey, version: card.asset.version };
}

function Commission(props: EquipmentCardProps) {
  const { t, card, back, today } = props;
  const words = t.equipment;
  const form = formOf(back, 'commission');
  const { number, firstUsedOn } = card.asset;
  return (
    <PaperForm
      {...common(props)}
      name="commission"
      title={words.commission}
      action={paths.equipmentAct(number, 'commission')}
      labels={{ day: words.commissionDay, note: words.note }}
    >
      <DateField form={form} name="day" label={words.commissionDay} value={firstUsedOn ?? today} max={today} required />
      <Buttons>
        <Button kind="primary">{words.commissionSubmit}</Button>
      </Buttons>
    </PaperForm>
  );
}

function Assignment(props: EquipmentCardProps) {
  const { t, card, back } = props;
  const words = t.equipment;
  const form = formOf(back, 'assignment');
  const { number, room } = card.asset;
  return (
    <PaperForm
      {...common(props)}
      name="assignment"
      title={words.assign}
      action={paths.equipmentAct(number, 'assignment')}
      labels={{ room: words.room, custodian: words.custodian, note: words.note }}
    >
      <TextField form={form} name="room" label={words.room} value={room} maxlength={60} />
      <TextField
        form={form}
        name="custodian"
        label={words.custodian}
        hint={words.custodianHint}
        value={card.custodian?.login ?? ''}
        maxlength={40}
      />
      <TextField form={form} name="note" label={words.note} note={t.forms.optional} maxlength={200} />
      <Buttons>
        <Button>{words.assignSubmit}</Button>
      </Buttons>
    </PaperForm>
  );
}

function Turn(props: EquipmentCardProps & { turn: (typeof TURNS)[number] }) {
  const { t, card, turn } = props;
  const words = t.equipment;
  return (
    <PaperForm
      {...common(props)}
      name={turn}
      title={words.turns[turn]}
      action={paths.equipmentAct(card.asset.number, turn)}
      labels={{ why: words.why }}
      why={{ name: 'why', label: words.why }}
    >
      <Buttons>
        <Button kind={turn === 'stop' ? 'danger' : undefined}>{words.turns[turn]}</Button>
      </Buttons>
    </PaperForm>
  );
}
