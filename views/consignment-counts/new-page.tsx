/** Starting a count: of which shelf of the own member, or of all. */
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { HiddenKey, SelectField } from '../ui/field.tsx';
import { PageHead } from '../ui/page-head.tsx';

interface NewShelfCountProps {
  t: Words;
  form: FormState;
  formKey: string;
  shelves: readonly { shelf: string; units: number }[];
}

export function NewShelfCountPage({ t, form, formKey, shelves }: NewShelfCountProps) {
  const words = t.shelfCounts;
  const options = shelves.map(({ shelf, units }) => ({ value: shelf, label: words.shelfOption(shelf, units) }));
  return (
    <>
      <PageHead
        title={words.newTitle}
        crumbs={[{ label: words.title, href: paths.shelfCounts() }, { label: words.newTitle }]}
        crumbsLabel={t.frame.position}
      />
      <form class="form" method="post" action={paths.shelfCounts()}>
        <ErrorSummary t={t} form={form} labels={{ shelf: words.shelf }} />
        <HiddenKey value={formKey} />
        <SelectField
          form={form}
          name="shelf"
          label={words.shelf}
          options={[...options, { value: '', label: words.allShelves }]}
          {...(options[0] && { value: options[0].value })}
        />
        <SubmitBar consequence={words.openConsequence}>
          <Button kind="primary">{words.open}</Button>
        </SubmitBar>
      </form>
    </>
  );
}
