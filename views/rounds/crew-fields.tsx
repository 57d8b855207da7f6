/** Who drives what: the same fields when a round is planned and when it changes; and dispatches to tick. */
import type { Driver } from '../../src/rounds/driver-queries.ts';
import type { CarrierLine, WaitingLoad } from '../../src/rounds/route-queries.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Choices } from '../ui/choice.tsx';
import { SelectField } from '../ui/field.tsx';
import { clauseComma } from '../ui/format.ts';

interface CrewFieldsProps {
  t: Words;
  form: FormState;
  drivers: Driver[];
  carriers: CarrierLine[];
  chosen?: { driver: number; vehicle: number; coldBoxes: number[] };
}

const carrierLabel = (one: CarrierLine) => `${one.code} ${one.name}`;

export function CrewFields({ t, form, drivers, carriers, chosen }: CrewFieldsProps) {
  const words = t.rounds;
  const vehicles = carriers.filter((one) => one.kind === 'vehicle');
  const boxes = carriers.filter((one) => one.kind === 'cold_box');
  return (
    <>
      <SelectField
        form={form}
        name="driver"
        label={words.driver}
        options={drivers.map((one) => ({ value: String(one.id), label: one.name }))}
        {...(chosen && { value: String(chosen.driver) })}
        {...(drivers.length === 0 && { hint: words.noDrivers })}
        required
      />
      <SelectField
        form={form}
        name="vehicle"
        label={words.vehicle}
        options={vehicles.map((one) => ({ value: String(one.id), label: carrierLabel(one) }))}
        {...(chosen && { value: String(chosen.vehicle) })}
        {...(vehicles.length === 0 && { hint: words.noCarriers })}
        required
      />
      {boxes.length > 0 && (
        <Choices
          form={form}
          name="coldBox"
          label={words.coldBoxes}
          many
          across
          chosen={(chosen?.coldBoxes ?? []).map(String)}
          choices={boxes.map((one) => ({ value: String(one.id), title: one.code, text: one.name }))}
        />
      )}
    </>
  );
}

interface LoadChoicesProps {
  t: Words;
  form: FormState;
  waiting: WaitingLoad[];
  ticked: boolean;
}

/** Dispatches to take aboard. */
export function LoadChoices({ t, form, waiting, ticked }: LoadChoicesProps) {
  const words = t.rounds;
  const choices = waiting.map((one) => ({
    value: one.number,
    title: one.receiver,
    text: [one.number, words.lineCount(one.lines), one.cold > 0 ? words.cold : ''].filter(Boolean).join(clauseComma(t)),
    aside: one.status === 'picking' ? words.picking : words.sent,
  }));
  return (
    <Choices
      form={form}
      name="dispatch"
      label={words.waitingTitle}
      note={words.waitingCount(waiting.length)}
      many
      chosen={ticked ? waiting.map((one) => one.number) : []}
      choices={choices}
    />
  );
}
