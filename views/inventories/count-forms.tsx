/** What somebody who walks with a phone reports: a thing that is there, or one that no card has. */
import { CONDITIONS } from '../../src/inventories/rules.ts';
import { paths } from '../../src/paths.ts';
import { kept } from '../layout/outbox.tsx';
import { Button, SubmitBar } from '../ui/button.tsx';
import { Segments } from '../ui/choice.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { FieldError, HiddenKey, SelectField, TextField } from '../ui/field.tsx';
import { formOf, scoped } from '../ui/form-state.ts';
import { Panel } from '../ui/panel.tsx';
import { ScanField } from '../ui/scan.tsx';
import type { InventoryPageProps } from './show-page.tsx';

export function FoundForm({ t, view, back, formKey }: InventoryPageProps) {
  const words = t.inventories;
  const { number } = view.document;
  const form = scoped(formOf(back, 'found'), 'found');
  const labels = {
    code: words.code,
    at: words.at,
    room: words.foundRoom,
    condition: words.condition,
    note: words.note,
  };
  const conditions = CONDITIONS.map((value) => ({ value, label: words.conditions[value] }));
  const places = view.places.map((one) => ({ value: one.code, label: one.shortName }));
  const said = form.errors['code'];
  return (
    <Panel title={words.scan} id="found">
      <form class="form" method="post" action={paths.inventoryAct(number, 'found')} {...kept(t.outbox.kinds.equipment)}>
        <ErrorSummary t={t} form={form} labels={labels} />
        <HiddenKey value={formKey()} />
        <ScanField t={t} name="code" label={words.code} button={words.mark} value={form.values['code']?.[0] ?? ''} />
        <FieldError name="code" error={said} scope={form.scope} />
        <Segments form={form} name="condition" label={words.condition} chosen="in_use" options={conditions} />
        <TextField form={form} name="room" label={words.foundRoom} hint={words.foundRoomHint} maxlength={60} />
        {places.length > 1 && (
          <SelectField
            form={form}
            name="at"
            label={words.at}
            options={[{ value: '', label: words.atCard }, ...places]}
          />
        )}
        <TextField form={form} name="note" label={words.note} note={t.forms.optional} maxlength={200} />
      </form>
    </Panel>
  );
}

export function OffBookForm({ t, view, back, formKey }: InventoryPageProps) {
  const words = t.inventories;
  const { number } = view.document;
  const form = scoped(formOf(back, 'offBook'), 'off');
  const labels = {
    ...{ name: words.offBookName, description: words.description, serialNumber: words.serialNumber },
    ...{ at: words.at, room: words.foundRoom, condition: words.condition },
  };
  const conditions = CONDITIONS.map((value) => ({ value, label: words.conditions[value] }));
  const opened = back.name === 'offBook';
  return (
    <Panel title={words.offBook} id="offBook">
      <details class="fold" open={opened}>
        <summary class="button">{words.offBook}</summary>
        <form
          class="form"
          method="post"
          action={paths.inventoryAct(number, 'off-book')}
          {...kept(t.outbox.kinds.equipment)}
        >
          <p class="muted">{words.offBookText}</p>
          <ErrorSummary t={t} form={form} labels={labels} />
          <HiddenKey value={formKey()} />
          <TextField form={form} name="name" label={words.offBookName} maxlength={80} required />
          <TextField form={form} name="description" label={words.description} maxlength={200} required />
          <TextField
            form={form}
            name="serialNumber"
            label={words.serialNumber}
            note={t.forms.optional}
            maxlength={60}
          />
          <SelectField
            form={form}
            name="at"
            label={words.at}
            value={view.place.code}
            options={view.places.map((one) => ({ value: one.code, label: one.shortName }))}
            required
          />
          <TextField form={form} name="room" label={words.foundRoom} maxlength={60} />
          <Segments form={form} name="condition" label={words.condition} chosen="idle" options={conditions} />
          <SubmitBar consequence={words.offBookText}>
            <Button>{words.offBook}</Button>
          </SubmitBar>
        </form>
      </details>
    </Panel>
  );
}
