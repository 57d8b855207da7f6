/** How the goods came: the fields of opening an inspection and of changing it. */
import { dayOf, timeOf } from '../../src/kernel/clock.ts';
import type { Travel } from '../../src/receiving/line-rules.ts';
import type { InvoiceState } from '../../src/receiving/rules.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Segments } from '../ui/choice.tsx';
import { DateField, TextField } from '../ui/field.tsx';
import { degrees } from './words.tsx';

export interface HeaderValues extends Travel {
  noteNumber: string;
  invoices: InvoiceState | undefined;
  invoicesNote: string;
}

const TEMPERATURES = ['temperatureMin', 'temperatureMax', 'temperatureArrival'] as const;

export function HeaderFields({ t, form, given }: { t: Words; form: FormState; given: HeaderValues }) {
  const words = t.receiving;
  const { arrivedAt, departedAt } = given;
  const states = Object.entries(words.invoiceStates).map(([value, label]) => ({ value, label }));
  const left = departedAt === null ? undefined : { day: dayOf(departedAt), time: timeOf(departedAt) };
  const cold = { form, note: words.coldNote };
  return (
    <>
      <div class="row">
        <TextField form={form} name="noteNumber" label={words.noteNumber} value={given.noteNumber} maxlength={60} />
        <DateField form={form} name="arrivedDay" label={words.arrivedDay} value={dayOf(arrivedAt)} />
        <TextField form={form} name="arrivedTime" label={words.arrivedTime} value={timeOf(arrivedAt)} maxlength={5} />
      </div>
      <Segments
        form={form}
        name="invoices"
        label={words.invoices}
        options={states}
        {...(given.invoices && { chosen: given.invoices })}
      />
      <TextField
        form={form}
        name="invoicesNote"
        label={words.invoicesNote}
        value={given.invoicesNote}
        hint={words.invoicesHint}
        maxlength={200}
      />
      <div class="row">
        <TextField
          {...cold}
          name="transport"
          label={words.transport}
          value={given.transport}
          placeholder={words.transportHint}
          maxlength={60}
        />
        <DateField {...cold} name="departedDay" label={words.departedDay} {...(left && { value: left.day })} />
        <TextField {...cold} name="departedTime" label={words.departedTime} {...(left && { value: left.time })} />
      </div>
      <div class="row">
        {TEMPERATURES.map((name) => (
          <TextField
            {...cold}
            name={name}
            label={words[name]}
            inputmode="decimal"
            maxlength={6}
            {...(given[name] !== null && { value: degrees(given[name]) })}
          />
        ))}
      </div>
    </>
  );
}
