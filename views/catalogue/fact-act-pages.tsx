/** Taking back a row of a fact that is not yet in force, and correcting one that was recorded wrongly. */
import type { FactRow } from '../../src/catalogue/fact-queries.ts';
import type { FactType } from '../../src/catalogue/facts.ts';
import type { ItemRow } from '../../src/catalogue/queries.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, LinkButton, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { HiddenKey, TextField } from '../ui/field.tsx';
import { Confirm } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Facts } from '../ui/panel.tsx';
import { factCrumbs } from './fact-page.tsx';
import { FactValueFields } from './fact-value-fields.tsx';
import { basisText, factText } from './fact-words.ts';

interface FactActProps {
  t: Words;
  item: ItemRow;
  type: FactType;
  row: FactRow;
  form: FormState;
  formKey: string;
}

export function WithdrawFactPage({ t, item, type, row, form, formKey }: FactActProps) {
  const words = t.facts;
  const value = factText(t, type, row.value);
  return (
    <>
      <PageHead title={words.withdraw} crumbs={factCrumbs(t, item)} crumbsLabel={t.frame.position} />
      <ErrorSummary t={t} form={form} />
      <Confirm
        action={paths.factWithdrawal(item.code, type, row.id)}
        question={words.withdrawTitle(words.types[type], value)}
        consequences={[words.until(row.effectiveFrom, row.effectiveTo), words.withdrawConsequence]}
        buttons={
          <>
            <Button kind="danger">{words.withdrawSubmit}</Button>
            <LinkButton href={paths.itemFact(item.code, type)} kind="plain">
              {words.keep}
            </LinkButton>
          </>
        }
      >
        <HiddenKey value={formKey} />
      </Confirm>
    </>
  );
}

export function CorrectFactPage(props: FactActProps & { editions: readonly string[] }) {
  const { t, item, type, row, form } = props;
  const words = t.facts;
  const labels = { value: words.types[type], legalBasis: words.legalBasis, reason: words.reason };
  return (
    <>
      <PageHead title={words.correctTitle} crumbs={factCrumbs(t, item)} crumbsLabel={t.frame.position} />
      <p class="note">{words.correctIntro}</p>
      <Facts
        across
        facts={[
          { label: words.period, value: words.until(row.effectiveFrom, row.effectiveTo) },
          { label: words.was, value: factText(t, type, row.value) },
          { label: words.basis, value: basisText(t, row.legalBasis) },
        ]}
      />
      <form class="form" method="post" action={paths.factCorrection(item.code, type, row.id)}>
        <ErrorSummary t={t} form={form} labels={labels} />
        <HiddenKey value={props.formKey} />
        <FactValueFields t={t} form={form} type={type} value={row.value} editions={props.editions} />
        <TextField
          form={form}
          name="legalBasis"
          label={words.legalBasis}
          value={basisText(t, row.legalBasis)}
          maxlength={200}
          required
        />
        <TextField form={form} name="reason" label={words.reason} maxlength={200} required />
        <SubmitBar consequence={words.correctConsequence}>
          <Button kind="primary">{words.correctSubmit}</Button>
        </SubmitBar>
      </form>
    </>
  );
}
