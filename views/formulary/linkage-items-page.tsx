/** Items of the formulary by tier: which tier may stock each, how many of its members do, opened into who they are. */
import type { ItemTierLine, ItemTiers, StockingMember } from '../../src/formulary/linkage-item-queries.ts';
import { paths, type Query } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { ExportLinks, FilterCheck, FilterDay, FilterSelect, Filters, FilterText } from '../ui/filters.tsx';
import { quantityText } from '../ui/format.ts';
import { Advice, Empty } from '../ui/notice.tsx';
import { NumberedPager } from '../ui/pager.tsx';
import { Status, Tag } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Item } from '../ui/values.tsx';
import { DISEASE_KEYS, LinkageHead } from './linkage-words.tsx';

const TIERS = ['county', 'township', 'village'] as const;

export interface LinkageItemsProps {
  t: Words;
  today: string;
  filter: {
    q?: string | undefined;
    tier?: string | undefined;
    disease?: string | undefined;
    unstocked: boolean;
    open?: string | undefined;
    on?: string | undefined;
  };
  result: ItemTiers;
  /** Who has the opened item. */
  opened: StockingMember[] | undefined;
  page: number;
  size: number;
  mayExport: boolean;
}

export function LinkageItemsPage(props: LinkageItemsProps) {
  const { t, filter, result, page, size } = props;
  const words = t.linkage;
  const query: Query = { ...filter, unstocked: filter.unstocked ? '1' : undefined };
  return (
    <>
      <LinkageHead t={t} current="items" version={result.version} day={result.day} today={props.today} />
      <ItemFilters {...props} query={query} />
      {result.day < props.today && <Advice>{words.pastNote}</Advice>}
      {result.rows.length === 0 ? (
        <Empty title={words.noItems} text={words.noItemsText} />
      ) : (
        <ItemTable {...props} query={query} />
      )}
      <NumberedPager
        t={t}
        page={page}
        size={size}
        total={result.total}
        href={(to) => paths.linkageItems({ ...query, open: undefined, page: to })}
      />
    </>
  );
}

type QueriedProps = LinkageItemsProps & { query: Query };

function ItemFilters({ t, filter, result, today, mayExport, query }: QueriedProps) {
  const words = t.linkage;
  const all = { value: '', label: t.lists.all };
  const tiers = TIERS.map((value) => ({ value, label: words.tiers[value] }));
  const diseases = DISEASE_KEYS.map((value) => ({ value, label: words.diseases[value] }));
  const { q, tier, disease, unstocked } = filter;
  const filtered = unstocked || [q, tier, disease, filter.on].some((value) => value !== undefined && value !== '');
  const exports = (
    <ExportLinks t={t} csv={paths.linkageItemsExport('csv', query)} xlsx={paths.linkageItemsExport('xlsx', query)} />
  );
  return (
    <Filters
      t={t}
      action={paths.linkageItems()}
      {...(filtered && { clear: paths.linkageItems() })}
      {...(mayExport && { right: exports })}
    >
      <FilterText label={words.medicine} name="q" value={q} placeholder={words.searchItems} />
      <FilterSelect label={words.tier} name="tier" value={tier} options={[all, ...tiers]} />
      <FilterSelect
        label={words.disease}
        name="disease"
        value={disease}
        options={[all, { value: 'any', label: words.anyDisease }, ...diseases]}
      />
      <FilterDay t={t} day={result.day} today={today} />
      <FilterCheck label={words.unstocked} name="unstocked" checked={unstocked} />
    </Filters>
  );
}

function ItemTable(props: QueriedProps) {
  const { t, result, filter, opened } = props;
  const words = t.linkage;
  const head = (
    <>
      <Head>{words.medicine}</Head>
      <Head>{words.disease}</Head>
      {TIERS.map((tier) => (
        <Head num>{words.tiers[tier]}</Head>
      ))}
    </>
  );
  return (
    <Table caption={words.itemsCaption} head={head} stacks>
      {result.rows.map((line) => (
        <>
          <ItemRow props={props} line={line} />
          {filter.open === line.code && opened !== undefined && <OpenedRow t={t} line={line} members={opened} />}
        </>
      ))}
    </Table>
  );
}

function ItemRow({ props, line }: { props: QueriedProps; line: ItemTierLine }) {
  const { t, result, query, filter, page } = props;
  const words = t.linkage;
  const detail = [line.form, line.strength, line.manufacturer].filter(Boolean).join(' ');
  const open = filter.open === line.code ? undefined : line.code;
  const href = `${paths.linkageItems({ ...query, open, page })}#i-${line.code}`;
  return (
    <tr id={`i-${line.code}`} class={filter.open === line.code ? 'current' : undefined}>
      <td>
        <Item name={line.genericName} detail={`${line.code} ${detail}`} href={paths.item(line.code)} />
      </td>
      <td>
        {line.diseases.map((disease) => (
          <>
            <Tag>{words.diseases[disease]}</Tag>{' '}
          </>
        ))}
      </td>
      {TIERS.map((tier) => (
        <td class="num span-2" data-label={words.tiers[tier]}>
          <TierCell
            t={t}
            may={line[tier]}
            stocked={line.stocked[tier]}
            members={result.members[tier]}
            whole={result.whole}
            href={href}
          />
        </td>
      ))}
    </tr>
  );
}

interface TierCellProps {
  t: Words;
  may: boolean;
  stocked: number;
  members: number;
  whole: boolean;
  href: string;
}

function TierCell({ t, may, stocked, members, whole, href }: TierCellProps) {
  const words = t.linkage;
  if (members === 0 && !whole) return <span class="note">{may ? words.outOfSight : words.notListed}</span>;
  if (may && members === 0) return <span class="note">{t.formats.none}</span>;
  if (may) return <a href={href}>{words.of(stocked, members)}</a>;
  if (stocked === 0) return <span class="note">{words.notListed}</span>;
  return (
    <a href={href}>
      <Status icon="s-near" tone="warn">
        {words.outside(stocked)}
      </Status>
    </a>
  );
}

function OpenedRow({ t, line, members }: { t: Words; line: ItemTierLine; members: StockingMember[] }) {
  const words = t.linkage;
  return (
    <tr class="under">
      <td colspan={2 + TIERS.length}>
        <b>{words.whoHas(line.genericName)}</b>
        {members.length === 0 && <p>{words.nobodyHas}</p>}
        {TIERS.map((tier) => {
          const own = members.filter((member) => member.tier === tier);
          if (own.length === 0) return null;
          return (
            <p>
              {words.tiers[tier]}{' '}
              {own.map((member) => (
                <>
                  <a href={paths.stockCard(member.code, line.code)}>{member.shortName}</a>{' '}
                  {quantityText(t, member.usableBase, line)}{' '}
                </>
              ))}
            </p>
          );
        })}
      </td>
    </tr>
  );
}
