/** What is recorded at the shelf with a phone: a unit that is there, or a thing whose code does not read. */
import { paths } from '../../src/paths.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { FieldError, HiddenKey, TextField } from '../ui/field.tsx';
import { formOf, scoped } from '../ui/form-state.ts';
import { Panel } from '../ui/panel.tsx';
import { ScanField } from '../ui/scan.tsx';
import type { ShelfCountPageProps } from './show-page.tsx';

export function ScanForm({ t, view, back, formKey }: ShelfCountPageProps) {
  const words = t.shelfCounts;
  const form = scoped(formOf(back, 'scan'), 'scan');
  const labels = { code: words.code, shelf: words.scanShelf, note: words.note };
  const value = form.values['code']?.[0] ?? '';
  return (
    <Panel title={words.scan} id="scan">
      <form class="form" method="post" action={paths.shelfCountAct(view.document.number, 'scan')}>
        <ErrorSummary t={t} form={form} labels={labels} />
        <HiddenKey value={formKey()} />
        <ScanField t={t} name="code" label={words.code} button={words.scanButton} value={value} />
        <FieldError name="code" error={form.errors['code']} scope={form.scope} />
        {view.count.shelf === '' && (
          <TextField form={form} name="shelf" label={words.scanShelf} hint={words.scanShelfHint} maxlength={60} />
        )}
        <TextField form={form} name="note" label={words.note} note={t.forms.optional} maxlength={200} />
      </form>
    </Panel>
  );
}

export function StrayForm({ t, view, back, formKey }: ShelfCountPageProps) {
  const words = t.shelfCounts;
  const form = scoped(formOf(back, 'stray'), 'stray');
  const labels = { code: words.strayCode, note: words.strayNote };
  return (
    <Panel title={words.stray} id="stray">
      <details class="fold" open={back.name === 'stray'}>
        <summary class="button">{words.stray}</summary>
        <form class="form" method="post" action={paths.shelfCountAct(view.document.number, 'stray')}>
          <ErrorSummary t={t} form={form} labels={labels} />
          <HiddenKey value={formKey()} />
          <TextField form={form} name="code" label={words.strayCode} maxlength={200} required />
          <TextField form={form} name="note" label={words.strayNote} maxlength={200} required />
          <SubmitBar consequence={words.strayText}>
            <Button>{words.stray}</Button>
          </SubmitBar>
        </form>
      </details>
    </Panel>
  );
}
