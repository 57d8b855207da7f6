/** Starting a stocktake of equipment: which member, whose, which class or room. */
import type { AssetClassRow } from '../../src/assets/record-queries.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import { classText } from '../equipment/words.tsx';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { Choices, Segments } from '../ui/choice.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { HiddenKey, SelectField, TextField } from '../ui/field.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Panel } from '../ui/panel.tsx';

export interface NewInventoryProps {
  t: Words;
  form: FormState;
  formKey: string;
  members: readonly { code: string; shortName: string }[];
  classes: readonly AssetClassRow[];
}

export function NewInventoryPage({ t, form, formKey, members, classes }: NewInventoryProps) {
  const words = t.inventories;
  const bys = (['keeper', 'user', 'owner'] as const).map((value) => ({ value, label: words.bys[value] }));
  const labels = {
    organisation: words.place,
    title: words.name,
    by: words.by,
    class: words.className,
    room: words.room,
  };
  return (
    <>
      <PageHead
        title={words.newTitle}
        crumbs={[{ label: words.title, href: paths.inventories() }, { label: words.newTitle }]}
        crumbsLabel={t.frame.position}
      />
      <Panel title={words.newTitle}>
        <form class="form" method="post" action={paths.inventories()}>
          <ErrorSummary t={t} form={form} labels={labels} />
          <HiddenKey value={formKey} />
          <TextField form={form} name="title" label={words.name} maxlength={80} required />
          <SelectField
            form={form}
            name="organisation"
            label={words.place}
            options={members.map((one) => ({ value: one.code, label: one.shortName }))}
            {...(members[0] && { value: members[0].code })}
            required
          />
          <Choices
            form={form}
            name="below"
            label={words.below}
            choices={[{ value: '1', title: words.below }]}
            many
            hideLabel
          />
          <Segments form={form} name="by" label={words.by} chosen="keeper" options={bys} />
          <Which t={t} form={form} classes={classes} />
          <SubmitBar consequence={words.openConsequence}>
            <Button kind="primary">{words.open}</Button>
          </SubmitBar>
        </form>
      </Panel>
    </>
  );
}

/** Which things of the place: one class, one room, or all. */
function Which({ t, form, classes }: Pick<NewInventoryProps, 't' | 'form' | 'classes'>) {
  const words = t.inventories;
  const any = { value: '', label: t.lists.all };
  return (
    <>
      <SelectField
        form={form}
        name="class"
        label={words.className}
        note={t.forms.optional}
        options={[any, ...classes.map((one) => ({ value: one.code, label: classText(t, one) }))]}
      />
      <TextField
        form={form}
        name="room"
        label={words.roomOnly}
        note={t.forms.optional}
        hint={words.roomHint}
        maxlength={60}
      />
    </>
  );
}
