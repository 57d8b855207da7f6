/** Results of what came back, many in one form. */
import type { Days, ListedDuty } from '../../src/metrology/list-queries.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { HiddenKey } from '../ui/field.tsx';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Panel } from '../ui/panel.tsx';
import { ResultFields, resultLabels, TestPlaceFields } from './result-fields.tsx';
import { crumbsOf, itemText } from './words.tsx';

interface ResultsPageProps {
  t: Words;
  form: FormState;
  rows: readonly ListedDuty[];
  days: Days;
  formKey: string;
}

export function ResultsPage({ t, form, rows, days, formKey }: ResultsPageProps) {
  const words = t.metrology;
  const ids = rows.map(({ id }) => id);
  return (
    <>
      <PageHead
        title={words.resultsTitle}
        crumbs={crumbsOf(t, words.results)}
        crumbsLabel={t.frame.position}
        facts={[words.resultsIntro]}
      />
      {rows.length === 0 ? (
        <Empty title={words.resultsEmptyTitle} text={words.resultsEmptyText} />
      ) : (
        <form class="form" method="post" action={paths.metrologyResults()}>
          <ErrorSummary t={t} form={form} labels={resultLabels(t, ids)} />
          <HiddenKey value={formKey} />
          <TestPlaceFields t={t} form={form} days={days} institution={rows[0]?.sentTo ?? undefined} />
          {rows.map((row) => (
            <Panel
              title={`${row.name} ${row.number}`}
              note={[itemText(t, row.item), row.userName, words.sentTo(row.sentTo ?? '', row.sentOn ?? '')].join(' ')}
              link={{ href: paths.equipmentTests(row.number), label: words.cardLink }}
            >
              <ResultFields t={t} form={form} dutyId={row.id} open />
            </Panel>
          ))}
          <SubmitBar consequence={words.resultsConsequence}>
            <Button kind="primary">{words.resultsSubmit}</Button>
          </SubmitBar>
        </form>
      )}
    </>
  );
}
