/** What is missing where and why, what the member has instead, and the one act that proposes what is not listed. */
import type { Gap } from '../../src/formulary/linkage-gap-queries.ts';
import { paths, type Query } from '../../src/paths.ts';
import { LinkButton } from '../ui/button.tsx';
import { ExportLinks, FilterDay, FilterSelect, Filters, FilterText, Tabs } from '../ui/filters.tsx';
import { Advice, Empty } from '../ui/notice.tsx';
import { NumberedPager } from '../ui/pager.tsx';
import { Status, Tag } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Item } from '../ui/values.tsx';
import type { GapsFilter, GapsPageProps } from './linkage-gaps-props.ts';
import { ProposePanel } from './linkage-propose.tsx';
import { DISEASE_KEYS, heldText, LinkageHead } from './linkage-words.tsx';

/** The filter as an address says it. */
export function queryOf(filter: GapsFilter): Query {
  return { ...filter, villages: filter.villages ? '1' : undefined };
}

export function GapsPage(props: GapsPageProps) {
  const { t, filter, rows, counts, memberName } = props;
  const words = t.linkage;
  const query = queryOf(filter);
  const tab = (cause: 'tier' | 'stock' | undefined, label: string, count: number) => ({
    label,
    count,
    href: paths.linkageGaps({ ...query, cause }),
    current: filter.cause === cause,
  });
  return (
    <>
      <LinkageHead t={t} current="gaps" version={props.version} day={props.day} today={props.today} />
      {memberName !== undefined && (
        <Advice>{filter.villages ? words.scopeOfVillages(memberName) : words.scopeOf(memberName)}</Advice>
      )}
      <GapFilters {...props} />
      <Tabs
        label={words.cause}
        tabs={[
          tab(undefined, words.allCauses, counts.tier + counts.stock),
          tab('tier', words.causes.tier, counts.tier),
          tab('stock', words.causes.stock, counts.stock),
        ]}
      />
      <div class="stack">
        {props.proposables.length > 0 && <ProposePanel {...props} query={query} />}
        {rows.length === 0 ? <Empty title={words.noGaps} text={words.noGapsText} /> : <GapTable {...props} />}
        <NumberedPager
          t={t}
          page={props.page}
          size={props.size}
          total={props.total}
          href={(page) => paths.linkageGaps({ ...query, page })}
        />
      </div>
    </>
  );
}

function GapFilters({ t, filter, can, day, today }: GapsPageProps) {
  const words = t.linkage;
  const query = queryOf(filter);
  const { q, member, disease, tier, on } = filter;
  const filtered = [q, member, disease, tier, on].some((value) => value !== undefined && value !== '');
  const exports = (
    <ExportLinks t={t} csv={paths.linkageGapsExport('csv', query)} xlsx={paths.linkageGapsExport('xlsx', query)} />
  );
  const all = { value: '', label: t.lists.all };
  const diseases = DISEASE_KEYS.map((value) => ({ value, label: words.diseases[value] }));
  const tiers = (['township', 'village'] as const).map((value) => ({ value, label: words.tiers[value] }));
  return (
    <Filters
      t={t}
      action={paths.linkageGaps()}
      kept={{ member, villages: filter.villages ? '1' : undefined, cause: filter.cause }}
      {...(filtered && { clear: paths.linkageGaps({ cause: filter.cause }) })}
      {...(can.export && { right: exports })}
    >
      <FilterText label={words.search} name="q" value={q} placeholder={words.searchGaps} />
      <FilterSelect label={words.disease} name="disease" value={disease} options={[all, ...diseases]} />
      {member === undefined && <FilterSelect label={words.tier} name="tier" value={tier} options={[all, ...tiers]} />}
      <FilterDay t={t} day={day} today={today} />
    </Filters>
  );
}

function GapTable(props: GapsPageProps) {
  const { t, rows } = props;
  const words = t.linkage;
  const head = (
    <>
      <Head>{words.medicine}</Head>
      <Head>{words.member}</Head>
      <Head>{words.cause}</Head>
      <Head>{words.packs}</Head>
      <Head>{words.around}</Head>
      <Head class="act" />
    </>
  );
  return (
    <Table caption={words.sections.gaps} head={head} stacks>
      {rows.map((gap) => (
        <GapRow props={props} gap={gap} />
      ))}
    </Table>
  );
}

const MOST_PACKS = 2;

function GapRow({ props, gap }: { props: GapsPageProps; gap: Gap }) {
  const { t } = props;
  const words = t.linkage;
  const { concept, member, cause, packs } = gap;
  const more = packs.length - MOST_PACKS;
  return (
    <tr>
      <td>
        <Item
          name={concept.genericName}
          detail={concept.form}
          tags={concept.diseases.map((disease) => <Tag>{words.diseases[disease]}</Tag>)}
        />
      </td>
      <td class="span-3">{member.shortName}</td>
      <td class="span-3">
        <Status icon={cause === 'tier' ? 's-no' : 's-stop'} tone={cause === 'tier' ? undefined : 'warn'}>
          {words.causes[cause]}
        </Status>
      </td>
      <td>
        {packs.slice(0, MOST_PACKS).map((pack) => (
          <small class="tail">
            <a href={paths.item(pack.code)}>{pack.code}</a> {pack.strength} {pack.manufacturer}
          </small>
        ))}
        {more > 0 && <small class="tail">{words.morePacks(more)}</small>}
      </td>
      <td class="note" data-label={words.around}>
        <Around props={props} gap={gap} />
      </td>
      <td class="act">
        <GapAct props={props} gap={gap} />
      </td>
    </tr>
  );
}

function Around({ props, gap }: { props: GapsPageProps; gap: Gap }) {
  const { t, instead } = props;
  const words = t.linkage;
  const { concept, member, above, travelling } = gap;
  const others = instead.get(`${concept.conceptId} ${member.id}`) ?? [];
  const said = [
    ...(travelling ? [words.onTheWay] : []),
    ...(above.length === 0
      ? []
      : [words.aboveHas(above.map(({ pack, usableBase }) => heldText(t, pack, usableBase)).join(words.comma))]),
    ...others.map((one) => {
      const held = `${one.genericName}${one.form} ${heldText(t, one, one.usableBase)}`;
      return words.instead(`${held} (${one.approved ? words.approved : words.otherForm})`);
    }),
  ];
  if (said.length === 0) return <>{words.nothingAround}</>;
  return (
    <>
      {said.map((text) => (
        <span class="tail">{text}</span>
      ))}
    </>
  );
}

/** Listed and not there: a request for that member; not listed: the proposal on this page. */
function GapAct({ props, gap }: { props: GapsPageProps; gap: Gap }) {
  const { t, can, day, today } = props;
  const words = t.linkage;
  const [pack] = gap.packs;
  if (gap.cause === 'tier') {
    if (!can.propose || day !== today) return <small class="tail">{words.needsTier}</small>;
    const where = paths.linkageGaps({ ...queryOf(props.filter), cause: 'tier' });
    return <a href={`${where}#propose`}>{words.seeProposal}</a>;
  }
  if (!can.register || pack === undefined || day !== today) return null;
  const asked = { q: pack.code, itemCode: pack.code, organisationCode: gap.member.code };
  return (
    <LinkButton small href={paths.newShortage(asked)}>
      {words.register}
    </LinkButton>
  );
}
