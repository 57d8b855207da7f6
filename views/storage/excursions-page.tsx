/** Excursions as a list: where, how far out, how long, and how many lots wait for a decision. */
import { paths } from '../../src/paths.ts';
import type { ExcursionFilter, ListedExcursion } from '../../src/storage/excursion-queries.ts';
import { EXCURSION_STATES } from '../../src/storage/rules.ts';
import type { Words } from '../i18n/index.ts';
import { durationText, momentText } from '../ui/format.ts';
import { PageHead } from '../ui/page-head.tsx';
import { KeyedRegister } from '../ui/register.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code } from '../ui/values.tsx';
import { CaseStatus, measureText, rangeText, StorageTabs } from './words.tsx';

export interface ExcursionsPageProps {
  t: Words;
  filter: ExcursionFilter;
  rows: ListedExcursion[];
  next: string | undefined;
  paged: boolean;
  can: { export: boolean };
  now: number;
}

export function ExcursionsPage(props: ExcursionsPageProps) {
  const { t, filter, rows, next, paged, can } = props;
  const words = t.storage;
  const query = { ...filter };
  return (
    <>
      <PageHead title={words.excursionsTitle} facts={[words.excursionsIntro]} />
      <StorageTabs t={t} current="excursions" />
      <KeyedRegister
        t={t}
        words={{ ...words, searchHint: words.excursionSearchHint, states: words.caseStates }}
        states={EXCURSION_STATES}
        query={query}
        href={paths.excursions}
        exports={can.export ? paths.excursionsExport : undefined}
        rows={rows}
        next={next}
        paged={paged}
        empty={{ title: words.emptyExcursions, text: words.emptyExcursionsText }}
      >
        <Rows {...props} />
      </KeyedRegister>
    </>
  );
}

function Rows({ t, rows, now }: ExcursionsPageProps) {
  const words = t.storage;
  const head = (
    <>
      <Head>{words.number}</Head>
      <Head>{words.place}</Head>
      <Head>{words.store}</Head>
      <Head>{words.worst}</Head>
      <Head>{words.started}</Head>
      <Head>{words.duration}</Head>
      <Head num>{words.lots}</Head>
      <Head num>{words.undecided}</Head>
      <Head>{words.state}</Head>
    </>
  );
  return (
    <Table caption={words.excursionsTitle} head={head} stacks>
      {rows.map((row) => (
        <tr>
          <td class="span-3">
            <Code href={paths.excursion(row.number)}>{row.number}</Code>
          </td>
          <td class="span-2">{row.place}</td>
          <td class="span-3">
            {row.storeName ?? words.travels} <span class="note">{row.loggerCode}</span>
          </td>
          <td class="span-3" data-label={words.worst}>
            {measureText(t, row.measure, row.worstTenths)} <span class="note">{rangeText(t, row.measure, row)}</span>
          </td>
          <td class="span-2" data-label={words.started}>
            {momentText(t, row.startedAt, now)}
          </td>
          <td class="span-2" data-label={words.duration}>
            {durationText(t, (row.endedAt ?? now) - row.startedAt)}
          </td>
          <td class="num span-2" data-label={words.lots}>
            {row.lots}
          </td>
          <td class="num span-2" data-label={words.undecided}>
            {row.undecided}
          </td>
          <td class="span-2">
            <CaseStatus t={t} status={row.status} lasts={row.endedAt === null} />
          </td>
        </tr>
      ))}
    </Table>
  );
}
