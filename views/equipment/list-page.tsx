/** The register of equipment. */
import type { AssetFilter, ListedAsset } from '../../src/assets/list-queries.ts';
import type { AssetClassRow } from '../../src/assets/record-queries.ts';
import { ASSET_STATES, isGone, STANDINGS } from '../../src/assets/rules.ts';
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { FilterSelect } from '../ui/filters.tsx';
import { moneyText } from '../ui/format.ts';
import { PageHead } from '../ui/page-head.tsx';
import { KeyedRegister } from '../ui/register.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Money } from '../ui/values.tsx';
import { AssetStatus, classText } from './words.tsx';

export interface EquipmentPageProps {
  t: Words;
  filter: AssetFilter;
  rows: ListedAsset[];
  next: string | undefined;
  paged: boolean;
  total: { cards: number; priceFen: number };
  can: { edit: boolean; keep: boolean; export: boolean; prices: boolean };
  classes: readonly AssetClassRow[];
  members: readonly { code: string; shortName: string }[];
}

export function EquipmentPage(props: EquipmentPageProps) {
  const { t, filter, rows, next, paged, total, can, classes, members } = props;
  const words = t.equipment;
  const all = { value: '', label: t.lists.all };
  const further = (
    <>
      <FilterSelect
        label={words.className}
        name="class"
        value={filter.class}
        options={[all, ...classes.map((one) => ({ value: one.code, label: classText(t, one) }))]}
      />
      <FilterSelect
        label={words.member}
        name="member"
        value={filter.member}
        options={[all, ...members.map((one) => ({ value: one.code, label: one.shortName }))]}
      />
      <FilterSelect
        label={words.standing}
        name="only"
        value={filter.only}
        options={[all, ...STANDINGS.map((value) => ({ value, label: words.standings[value] }))]}
      />
      {filter.user !== undefined && (
        <FilterSelect
          label={words.user}
          name="user"
          value={filter.user}
          options={[all, ...members.map((one) => ({ value: one.code, label: one.shortName }))]}
        />
      )}
    </>
  );
  const totals = can.prices ? words.totals(total.cards, moneyText(total.priceFen)) : words.totals(total.cards);
  return (
    <>
      <PageHead title={words.title} facts={[words.intro, totals]} actions={<Actions {...props} />} />
      <KeyedRegister
        t={t}
        words={words}
        states={ASSET_STATES}
        query={{ ...filter }}
        href={paths.equipment}
        exports={can.export ? paths.equipmentExport : undefined}
        rows={rows}
        next={next}
        paged={paged}
        empty={{ title: words.emptyTitle, text: words.emptyText }}
        further={further}
      >
        <Rows {...props} />
      </KeyedRegister>
    </>
  );
}

/** Where one goes from the register. */
function Actions({ t, filter, can }: EquipmentPageProps) {
  const words = t.equipment;
  return (
    <>
      {can.prices && <LinkButton href={paths.equipmentValue()}>{t.assetValues.button}</LinkButton>}
      {(can.keep || can.edit) && filter.only === undefined && filter.user === undefined && (
        <LinkButton icon="i-print" href={paths.equipmentLabels({ ...filter })}>
          {words.labels.button}
        </LinkButton>
      )}
      <LinkButton href={paths.equipmentUse()}>{t.assetValues.useButton}</LinkButton>
      <LinkButton href={paths.equipmentPool()}>{t.assetValues.poolButton}</LinkButton>
      {can.edit && <LinkButton href={paths.equipmentImport()}>{words.import.button}</LinkButton>}
      {can.edit && (
        <LinkButton kind="primary" icon="i-plus" href={paths.newEquipment()}>
          {words.add}
        </LinkButton>
      )}
    </>
  );
}

function Rows({ t, rows, can }: EquipmentPageProps) {
  const words = t.equipment;
  const head = (
    <>
      <Head>{words.name}</Head>
      <Head>{words.number}</Head>
      <Head>{words.className}</Head>
      <Head>{words.user}</Head>
      <Head>{words.room}</Head>
      <Head>{words.state}</Head>
      <Head>{words.acquiredOn}</Head>
      {can.prices && <Head num>{words.price}</Head>}
    </>
  );
  return (
    <Table caption={words.title} head={head} stacks>
      {rows.map((row) => (
        <tr class={isGone(row.status) ? 'off' : undefined}>
          <td class="span-3">
            <span class="item">
              <a href={paths.equipmentCard(row.number)}>{row.name}</a>
              <small>{[row.brand, row.model, row.serialNumber].filter(Boolean).join(' ')}</small>
            </span>
          </td>
          <td class="span-3">
            <Code>{row.number}</Code>
          </td>
          <td class="span-2">{classText(t, { code: row.classCode, name: row.className })}</td>
          <td class="span-2">
            <span class="item">
              {row.userName}
              {row.ownerName !== row.userName && <small>{`${words.owner} ${row.ownerName}`}</small>}
            </span>
          </td>
          <td class="span-2" data-label={words.room}>
            <span class="item">
              {row.room}
              {row.custodian !== null && <small>{row.custodian}</small>}
            </span>
          </td>
          <td class="span-2">
            <AssetStatus t={t} status={row.status} />
          </td>
          <td class="nowrap span-2" data-label={words.acquiredOn}>
            {row.acquiredOn}
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
