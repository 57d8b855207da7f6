/** Transfers of equipment as a list. */
import type { ListedMove, MoveFilter } from '../../src/asset-transfers/list-queries.ts';
import { MOVE_STATES } from '../../src/asset-transfers/rules.ts';
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { momentText } from '../ui/format.ts';
import { PageHead } from '../ui/page-head.tsx';
import { KeyedRegister } from '../ui/register.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Money } from '../ui/values.tsx';
import { MoveStatus } from './words.tsx';

export interface AssetTransfersPageProps {
  t: Words;
  filter: MoveFilter;
  rows: ListedMove[];
  next: string | undefined;
  paged: boolean;
  can: { keep: boolean; export: boolean; prices: boolean };
  now: number;
}

export function AssetTransfersPage(props: AssetTransfersPageProps) {
  const { t, filter, rows, next, paged, can } = props;
  const words = t.assetTransfers;
  const add = (
    <LinkButton kind="primary" icon="i-plus" href={paths.newAssetTransfer()}>
      {words.add}
    </LinkButton>
  );
  return (
    <>
      <PageHead title={words.title} facts={[words.intro]} {...(can.keep && { actions: add })} />
      <KeyedRegister
        t={t}
        words={words}
        states={MOVE_STATES}
        query={{ ...filter }}
        href={paths.assetTransfers}
        exports={can.export ? paths.assetTransfersExport : undefined}
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

function Rows({ t, rows, now, can }: AssetTransfersPageProps) {
  const words = t.assetTransfers;
  const head = (
    <>
      <Head>{words.asset}</Head>
      <Head>{words.number}</Head>
      <Head>{words.giver}</Head>
      <Head>{words.receiver}</Head>
      <Head>{words.state}</Head>
      <Head>{words.created}</Head>
      {can.prices && <Head num>{words.price}</Head>}
    </>
  );
  return (
    <Table caption={words.title} head={head} stacks>
      {rows.map((row) => (
        <tr>
          <td class="span-4">
            <span class="item">
              {row.name}
              <small>{row.assetNumber}</small>
            </span>
          </td>
          <td class="span-3">
            <Code href={paths.assetTransfer(row.number)}>{row.number}</Code>
          </td>
          <td class="span-2" data-label={words.giver}>
            {row.giver}
          </td>
          <td class="span-2" data-label={words.receiver}>
            {row.receiver}
          </td>
          <td class="span-2">
            <MoveStatus t={t} status={row.status} />
          </td>
          <td class="span-2" data-label={words.created}>
            {momentText(t, row.createdAt, now)}
          </td>
          {can.prices && (
            <td class="num span-2" data-label={words.price}>
              <Money t={t} amountFen={row.priceFen} />
            </td>
          )}
        </tr>
      ))}
    </Table>
  );
}
