/** Applications for equipment as a list. */
import type { AcquisitionFilter, ListedAcquisition } from '../../src/acquisitions/list-queries.ts';
import { ACQUISITION_STATES } from '../../src/acquisitions/rules.ts';
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { momentText } from '../ui/format.ts';
import { PageHead } from '../ui/page-head.tsx';
import { KeyedRegister } from '../ui/register.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Money } from '../ui/values.tsx';
import { AcquisitionStatus } from './words.tsx';

interface AcquisitionsPageProps {
  t: Words;
  filter: AcquisitionFilter;
  rows: ListedAcquisition[];
  next: string | undefined;
  paged: boolean;
  can: { apply: boolean; export: boolean };
  now: number;
}

export function AcquisitionsPage(props: AcquisitionsPageProps) {
  const { t, filter, rows, next, paged, can } = props;
  const words = t.acquisitions;
  const apply = (
    <LinkButton kind="primary" icon="i-plus" href={paths.newAcquisition()}>
      {words.newTitle}
    </LinkButton>
  );
  return (
    <>
      <PageHead title={words.title} facts={[words.intro]} {...(can.apply && { actions: apply })} />
      <KeyedRegister
        t={t}
        words={words}
        states={ACQUISITION_STATES}
        query={{ ...filter }}
        href={paths.acquisitions}
        exports={can.export ? paths.acquisitionsExport : undefined}
        rows={rows}
        next={next}
        paged={paged}
        empty={{ title: words.emptyTitle, text: words.emptyText }}
      >
        <Rows {...props} />
      </KeyedRegister>
    </>
  );
}

function Rows({ t, rows, now }: AcquisitionsPageProps) {
  const words = t.acquisitions;
  const head = (
    <>
      <Head>{words.number}</Head>
      <Head>{words.name}</Head>
      <Head>{words.place}</Head>
      <Head>{words.state}</Head>
      <Head>{words.created}</Head>
      <Head num>{words.quantity}</Head>
      <Head num>{words.amount}</Head>
    </>
  );
  return (
    <Table caption={words.title} head={head} stacks>
      {rows.map((row) => (
        <tr>
          <td class="span-3">
            <Code href={paths.acquisition(row.number)}>{row.number}</Code>
          </td>
          <td class="span-3">{row.name}</td>
          <td class="span-2">{row.place}</td>
          <td class="span-2">
            <AcquisitionStatus t={t} status={row.status} />
          </td>
          <td class="span-2" data-label={words.created}>
            {momentText(t, row.createdAt, now)}
          </td>
          <td class="num span-2" data-label={words.quantity}>
            {row.quantity}
          </td>
          <td class="num span-2" data-label={words.amount}>
            <Money t={t} amountFen={row.quantity * row.unitFen} />
          </td>
        </tr>
      ))}
    </Table>
  );
}
