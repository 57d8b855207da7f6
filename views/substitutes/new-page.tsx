/** The form that records what the committee decided: both medicines are found first, then the rest is filled in. */

import type { PassedDecision } from '../../src/committee/queries.ts';
import { paths } from '../../src/paths.ts';
import type { ConceptName } from '../../src/substitutes/list-queries.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, LinkButton, SubmitBar } from '../ui/button.tsx';
import { Choices, Segments } from '../ui/choice.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { DateField, HiddenKey, SelectField, TextArea } from '../ui/field.tsx';
import { Filters, FilterText } from '../ui/filters.tsx';
import { fullMoment } from '../ui/format.ts';
import { Empty, Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';

export interface NewSubstituteProps {
  t: Words;
  form: FormState;
  formKey: string;
  /** What was typed for each, and what it found. */
  search: { from: string; to: string };
  found: { from: ConceptName[]; to: ConceptName[] };
  decisions: PassedDecision[];
  today: string;
}

export function NewSubstitutePage(props: NewSubstituteProps) {
  const { t, search, found, decisions } = props;
  const words = t.substitutes;
  const crumbs = [{ label: words.title, href: paths.substitutes() }];
  const head = <PageHead title={words.add} crumbs={crumbs} crumbsLabel={t.frame.position} />;
  if (decisions.length === 0) {
    const act = <LinkButton href={paths.committee()}>{words.toCommittee}</LinkButton>;
    return (
      <>
        {head}
        <Empty title={words.noDecision} text={words.noDecisionText} act={act} />
      </>
    );
  }
  const ready = found.from.length > 0 && found.to.length > 0;
  const missed = (['from', 'to'] as const).filter((key) => search[key] !== '' && found[key].length === 0);
  return (
    <>
      {head}
      <Filters t={t} action={paths.newSubstitute()} verb={t.catalogue.search}>
        <FilterText label={words.from} name="from" value={search.from} placeholder={words.searchHint} />
        <FilterText label={words.to} name="to" value={search.to} placeholder={words.searchHint} />
      </Filters>
      {missed.map((key) => (
        <Notice tone="warn" level="h3" title={words[key]}>
          <p>{words.nothingFound}</p>
        </Notice>
      ))}
      {ready ? <SubstituteForm {...props} /> : <Empty title={words.findTitle} text={words.chooseBoth} />}
    </>
  );
}

function SubstituteForm(props: NewSubstituteProps) {
  const { t, form, formKey, search } = props;
  const words = t.substitutes;
  const { from, to, ways, guidance, decision: matter, validFrom, validTo } = words;
  return (
    <form class="form" method="post" action={paths.newSubstitute({ ...search })}>
      <ErrorSummary t={t} form={form} labels={{ from, to, ways, guidance, matter, validFrom, validTo }} />
      <HiddenKey value={formKey} />
      <SubstituteFields {...props} />
      <SubmitBar consequence={words.consequence}>
        <Button kind="primary">{words.submit}</Button>
      </SubmitBar>
    </form>
  );
}

function SubstituteFields({ t, form, found, decisions, today }: NewSubstituteProps) {
  const words = t.substitutes;
  const asChoice = (one: ConceptName) => ({
    value: String(one.id),
    title: one.genericName,
    text: [one.form, one.therapeuticClass].filter(Boolean).join(' '),
  });
  const only = (some: ConceptName[]) => (some.length === 1 && some[0] ? { chosen: String(some[0].id) } : {});
  const options = decisions.map(({ id, sessionNumber, text, decidedAt }) => ({
    value: String(id),
    label: words.decisionOf(sessionNumber, `${text} ${fullMoment(decidedAt).slice(0, 10)}`),
  }));
  const { hint, choose } = { hint: words.guidanceHint, choose: t.forms.choose };
  return (
    <>
      <Choices form={form} name="from" label={words.from} choices={found.from.map(asChoice)} {...only(found.from)} />
      <Choices form={form} name="to" label={words.to} choices={found.to.map(asChoice)} {...only(found.to)} />
      <Segments
        form={form}
        name="ways"
        label={words.ways}
        hint={`${words.way.one}: ${words.wayText.one}; ${words.way.both}: ${words.wayText.both}`}
        options={(['one', 'both'] as const).map((value) => ({ value, label: words.way[value] }))}
        chosen="one"
      />
      <TextArea form={form} name="guidance" label={words.guidance} hint={hint} maxlength={500} rows={3} required />
      <SelectField form={form} name="matter" label={words.decision} options={options} choose={choose} required />
      <DateField form={form} name="validFrom" label={words.validFrom} value={today} required />
      <DateField form={form} name="validTo" label={words.validTo} hint={words.validToHint} />
    </>
  );
}
