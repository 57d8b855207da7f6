/** The repricings of the county, and the form that proposes one. */
import { paths, type Query } from '../../src/paths.ts';
import type { RepricingListed } from '../../src/repricings/queries.ts';
import { REPRICING_STATES, type RepricingState } from '../../src/repricings/rules.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Page } from '../../src/web/paging.ts';
import type { Words } from '../i18n/index.ts';
import { PriceTabs } from '../prices/words.tsx';
import { Button, LinkButton, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { HiddenKey, TextField } from '../ui/field.tsx';
import type { Tone } from '../ui/format.ts';
import type { IconName } from '../ui/icon.tsx';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { NumberedPager } from '../ui/pager.tsx';
import { RegisterFilters } from '../ui/register.tsx';
import { Status } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Money } from '../ui/values.tsx';

interface RepricingsPageProps {
  t: Words;
  filter: { q?: string | undefined; state?: RepricingState | undefined };
  page: Page<RepricingListed>;
  can: { propose: boolean; export: boolean };
}

const SIGNALS: Record<RepricingState, { icon: IconName; tone?: Tone }> = {
  draft: { icon: 's-todo' },
  submitted: { icon: 's-near', tone: 'warn' },
  posted: { icon: 's-done' },
  cancelled: { icon: 's-no' },
};

export function RepricingStatus({ t, state, badge }: { t: Words; state: string; badge?: boolean }) {
  const known = state as RepricingState;
  return (
    <Status {...SIGNALS[known]} {...(badge && { badge })}>
      {t.prices.repricings.states[known]}
    </Status>
  );
}

export function RepricingsPage({ t, filter, page, can }: RepricingsPageProps) {
  const words = t.prices.repricings;
  const query: Query = { ...filter };
  const add = (
    <LinkButton kind="primary" icon="i-plus" href={paths.newRepricing()}>
      {words.add}
    </LinkButton>
  );
  return (
    <>
      <PageHead title={words.title} facts={[words.intro]} {...(can.propose && { actions: add })} />
      <PriceTabs t={t} current="repricings" />
      <RegisterFilters
        t={t}
        words={words}
        states={REPRICING_STATES}
        query={query}
        href={paths.repricings}
        exports={can.export ? paths.repricingsExport : undefined}
      />
      {page.total === 0 ? <Empty title={words.emptyTitle} text={words.emptyText} /> : <Rows t={t} rows={page.rows} />}
      <NumberedPager
        t={t}
        page={page.page}
        size={page.size}
        total={page.total}
        href={(to) => paths.repricings({ ...query, page: to })}
      />
    </>
  );
}

function Rows({ t, rows }: { t: Words; rows: RepricingListed[] }) {
  const words = t.prices.repricings;
  const head = (
    <>
      <Head>{words.number}</Head>
      <Head>{words.reason}</Head>
      <Head>{words.legalBasis}</Head>
      <Head num>{words.lineCount}</Head>
      <Head num>{words.effect}</Head>
      <Head>{words.state}</Head>
    </>
  );
  return (
    <Table caption={words.title} head={head} stacks>
      {rows.map(({ document, repricing, lines }) => (
        <tr>
          <td class="span-3">
            <Code href={paths.repricing(document.number)}>{document.number}</Code>
          </td>
          <td class="note">{repricing.reason}</td>
          <td class="note">{repricing.legalBasis}</td>
          <td class="num span-2">{lines}</td>
          <td class="num span-2">{repricing.effectFen !== null && <Money t={t} amountFen={repricing.effectFen} />}</td>
          <td class="span-2">
            <RepricingStatus t={t} state={document.status} />
          </td>
        </tr>
      ))}
    </Table>
  );
}

export function NewRepricingPage({ t, form, formKey }: { t: Words; form: FormState; formKey: string }) {
  const words = t.prices.repricings;
  const { reason, legalBasis } = words;
  return (
    <>
      <PageHead
        title={words.add}
        crumbs={[{ label: words.title, href: paths.repricings() }, { label: words.add }]}
        crumbsLabel={t.frame.position}
      />
      <form class="form" method="post" action={paths.newRepricing()}>
        <ErrorSummary t={t} form={form} labels={{ reason, legalBasis }} />
        <HiddenKey value={formKey} />
        <TextField form={form} name="reason" label={reason} hint={words.reasonHint} maxlength={200} required />
        <TextField
          form={form}
          name="legalBasis"
          label={legalBasis}
          hint={words.legalBasisHint}
          maxlength={200}
          required
        />
        <SubmitBar consequence={words.newConsequence}>
          <Button kind="primary">{words.newSubmit}</Button>
        </SubmitBar>
      </form>
    </>
  );
}
