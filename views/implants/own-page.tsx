/** Batches of high-value consumables that are ours: what the stock ledger says, and how many units are registered. */
import type { OwnBatch } from '../../src/implants/own-queries.ts';
import { OWN_CHOICES, type OwnChoice } from '../../src/implants/rules.ts';
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { moneyText } from '../ui/format.ts';
import { PageHead } from '../ui/page-head.tsx';
import { KeyedRegister } from '../ui/register.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Item } from '../ui/values.tsx';

interface OwnBatchesProps {
  t: Words;
  filter: { state?: OwnChoice | undefined; q?: string | undefined };
  rows: readonly OwnBatch[];
  next: string | undefined;
  paged: boolean;
  can: { keep: boolean; export: boolean };
}

export function OwnBatchesPage(props: OwnBatchesProps) {
  const { t, filter, rows, next, paged, can } = props;
  const words = t.implants;
  return (
    <>
      <PageHead
        title={words.ownTitle}
        crumbs={[{ label: words.title, href: paths.implants() }, { label: words.ownTitle }]}
        crumbsLabel={t.frame.position}
        facts={[words.ownIntro]}
        {...(can.keep && {
          actions: (
            <LinkButton kind="primary" icon="i-plus" href={paths.newOwnImplants()}>
              {words.forms.own}
            </LinkButton>
          ),
        })}
      />
      <KeyedRegister
        t={t}
        words={{ ...words, searchHint: words.ownSearchHint, states: words.ownStates }}
        states={OWN_CHOICES}
        query={{ ...filter }}
        href={paths.ownImplants}
        exports={can.export ? paths.ownImplantsExport : undefined}
        rows={rows}
        next={next}
        paged={paged}
        empty={{ title: words.ownEmptyTitle, text: words.ownEmptyText }}
      >
        <Rows {...props} />
      </KeyedRegister>
    </>
  );
}

function Rows({ t, rows }: OwnBatchesProps) {
  const words = t.implants;
  const head = (
    <>
      <Head>{words.name}</Head>
      <Head>{words.place}</Head>
      <Head>{words.expiresOn}</Head>
      <Head num>{words.booked}</Head>
      <Head num>{words.registered}</Head>
      <Head num>{words.difference}</Head>
      <Head num>{words.worth}</Head>
    </>
  );
  return (
    <Table caption={words.ownTitle} head={head} stacks>
      {rows.map((row) => (
        <tr>
          <td class="span-6">
            <Item name={row.name} detail={row.lotNumber} />
          </td>
          <td class="span-3">{row.member}</td>
          <td class="span-3" data-label={words.expiresOn}>
            {row.expiresOn}
          </td>
          <td class="num span-3" data-label={words.booked}>
            <a href={paths.stockCard(row.memberCode, row.itemCode)}>{row.stock}</a>
          </td>
          <td class="num span-3" data-label={words.registered}>
            <a href={paths.implants({ state: 'shelf', q: row.lotNumber })}>{row.units}</a>
          </td>
          <td class="num span-3" data-label={words.difference}>
            {row.stock - row.units}
          </td>
          <td class="num span-3" data-label={words.worth}>
            {moneyText(row.fen)}
          </td>
        </tr>
      ))}
    </Table>
  );
}
