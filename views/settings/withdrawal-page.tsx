/** Taking a later value back has a page of its own that names it and asks why. */
import { paths } from '../../src/paths.ts';
import type { RuleLine, ValueLine } from '../../src/settings/value-queries.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, LinkButton } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { HiddenKey, TextField } from '../ui/field.tsx';
import { Confirm } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { ValueState } from './rule-page.tsx';
import { valueText } from './value-words.ts';

interface WithdrawalPageProps {
  t: Words;
  rule: RuleLine;
  line: ValueLine;
  form: FormState;
  formKey: string;
}

export function WithdrawalPage({ t, rule, line, form, formKey }: WithdrawalPageProps) {
  const words = t.settings;
  const { name } = words.rules[rule.code];
  const crumbs = [
    { label: words.title, href: paths.rules() },
    { label: name, href: paths.rule(rule.code) },
  ];
  return (
    <>
      <PageHead
        title={words.withdraw}
        crumbs={crumbs}
        crumbsLabel={t.frame.position}
        status={<ValueState t={t} state={line.state} />}
        facts={[valueText(t, rule.code, line.value), line.legalBasis]}
      />
      <ErrorSummary t={t} form={form} labels={{ reason: words.withdrawReason }} />
      <Confirm
        action={paths.ruleWithdrawal(rule.code, line.id)}
        question={words.withdrawQuestion(name, line.effectiveFrom)}
        consequences={words.withdrawWill}
        buttons={
          <>
            <LinkButton href={paths.rule(rule.code)}>{t.frame.back}</LinkButton>
            <Button kind="danger">{words.withdrawSubmit}</Button>
          </>
        }
      >
        <HiddenKey value={formKey} />
        <TextField form={form} name="reason" label={words.withdrawReason} maxlength={200} required />
      </Confirm>
    </>
  );
}
