/** Giving up a draft that nobody needs: it stays in the list as withdrawn, with the reason. */
import { paths } from '../../src/paths.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { Hidden, HiddenKey, TextField } from '../ui/field.tsx';
import { emptyState } from '../ui/form-state.ts';
import type { EditPageProps } from './edit-page.tsx';

export function Discard({ t, record, form, formKey }: EditPageProps) {
  const words = t.demand.edit;
  const { number, version } = record.document;
  const isRefused = form.values.reason !== undefined;
  return (
    <details class="fold" open={isRefused}>
      <summary class="button">{words.discard}</summary>
      <form class="form" method="post" action={paths.requisitionWithdrawal(number)}>
        <HiddenKey value={`${formKey}-discard`.slice(0, 64)} />
        <Hidden name="version" value={version} />
        <TextField form={isRefused ? form : emptyState()} name="reason" label={words.reason} maxlength={300} required />
        <SubmitBar consequence={words.discardText}>
          <Button kind="danger">{words.discard}</Button>
        </SubmitBar>
      </form>
    </details>
  );
}
