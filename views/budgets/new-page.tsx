/** The form that grants, raises or cuts the budget of a member. */
import type { BudgetCategory } from '../../src/budgets/rules.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { HiddenKey } from '../ui/field.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { BudgetFields } from './fields.tsx';

interface NewBudgetPageProps {
  t: Words;
  form: FormState;
  formKey: string;
  places: { code: string; name: string }[];
  year: number;
  asked: { organisation?: string | undefined; category?: BudgetCategory | undefined };
}

export function NewBudgetPage({ t, form, formKey, places, year, asked }: NewBudgetPageProps) {
  const words = t.budgets;
  const { organisation, category, amount, reason } = words;
  return (
    <>
      <PageHead
        title={words.grant}
        crumbs={[{ label: words.title, href: paths.budgets() }]}
        crumbsLabel={t.frame.position}
        facts={[words.grantIntro]}
      />
      <form class="form" method="post" action={paths.budgets()}>
        <ErrorSummary t={t} form={form} labels={{ organisation, category, year: words.year, amount, reason }} />
        <HiddenKey value={formKey} />
        <BudgetFields t={t} form={form} places={places} start={{ ...asked, year }} amountHint={words.amountHint} />
        <SubmitBar consequence={words.grantConsequence}>
          <Button kind="primary">{words.grantSubmit}</Button>
        </SubmitBar>
      </form>
    </>
  );
}
