/** Adding a line to a draft by hand, folded away until it is wanted. */
import { paths } from '../../src/paths.ts';
import { Button, Buttons } from '../ui/button.tsx';
import { Hidden, HiddenKey, TextField } from '../ui/field.tsx';
import { emptyState, scoped } from '../ui/form-state.ts';
import type { ActPanelProps } from './act-panel-props.ts';

export function AddLine({ t, data, form, formKey }: ActPanelProps) {
  const words = t.plans;
  const { document } = data.record;
  const mine = form.values.itemCode !== undefined;
  const state = scoped(mine ? form : emptyState(), 'add');
  return (
    <details open={mine}>
      <summary>{words.addLine}</summary>
      <form class="form" method="post" action={paths.planLines(document.number)}>
        <HiddenKey value={`${formKey}-add`.slice(0, 64)} />
        <Hidden name="version" value={document.version} />
        <TextField form={state} name="itemCode" label={words.itemCode} required />
        <TextField form={state} name="packs" label={words.packs} inputmode="numeric" required />
        <TextField form={state} name="reason" label={words.addReason} required maxlength={500} />
        <p class="small">{words.addHint}</p>
        <Buttons>
          <Button>{words.addLine}</Button>
        </Buttons>
      </form>
    </details>
  );
}
