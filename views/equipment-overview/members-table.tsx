/** The overview by member: found by name and pinyin, as a file, each number opening its list. */
import { RATES } from '../../src/equipment-overview/rules.ts';
import { paths } from '../../src/paths.ts';
import { ExportLinks, Filters, FilterText } from '../ui/filters.tsx';
import { wanText } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { NumberedPager } from '../ui/pager.tsx';
import { Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import type { OverviewProps } from './overview-props.ts';
import { LACKING, rateText } from './rates.tsx';

export function MembersTable(props: OverviewProps) {
  const { t, members, q, can } = props;
  const words = t.equipmentOverview;
  const files = { csv: paths.equipmentOverviewExport('csv'), xlsx: paths.equipmentOverviewExport('xlsx') };
  return (
    <Panel title={words.members} note={words.membersNote} padded={false}>
      <Filters
        t={t}
        action={paths.equipmentOverview()}
        {...(q !== '' && { clear: paths.equipmentOverview() })}
        {...(can.export && { right: <ExportLinks t={t} {...files} /> })}
      >
        <FilterText label={words.search} name="q" value={q} placeholder={words.searchHint} />
      </Filters>
      {members.total === 0 ? <Empty title={words.noMember} text={words.noMemberText} /> : <Rows {...props} />}
      <NumberedPager
        t={t}
        page={members.page}
        size={members.size}
        total={members.total}
        href={(page) => paths.equipmentOverview({ q, page })}
      />
    </Panel>
  );
}

function Rows({ t, members, can }: OverviewProps) {
  const words = t.equipmentOverview;
  const heads = [words.cards, words.inUse, words.idle, words.repair, words.stopped, words.barred, words.faults];
  const head = (
    <>
      <Head>{words.member}</Head>
      {[...heads, ...RATES.map((name) => words.rates[name])].map((label) => (
        <Head num>{label}</Head>
      ))}
      {can.prices && <Head num>{`${words.price} (${words.wan})`}</Head>}
    </>
  );
  return (
    <Table caption={words.members} head={head} stacks>
      {members.rows.map((row) => {
        const of = (state: string) => paths.equipment({ user: row.code, state });
        const cells: [string, number, string][] = [
          [words.cards, row.cards, paths.equipment({ user: row.code, only: 'kept' })],
          [words.inUse, row.inUse, of('in_use')],
          [words.idle, row.idle, of('idle')],
          [words.repair, row.repair, of('repair')],
          [words.stopped, row.stopped, of('stopped')],
          [words.barred, row.barred, paths.equipment({ user: row.code, only: 'barred' })],
          [words.faults, row.faults, paths.faults({ tab: 'open', member: row.code })],
        ];
        return (
          <tr>
            <td class="span-6">{row.name}</td>
            {cells.map(([label, value, href]) => (
              <td class="num span-2" data-label={label}>
                {value === 0 ? '0' : <a href={href}>{value}</a>}
              </td>
            ))}
            {RATES.map((name) => (
              <td class="num span-2" data-label={words.rates[name]}>
                <a href={LACKING[name](row.code)}>{rateText(t, name, row)}</a>
              </td>
            ))}
            {can.prices && (
              <td class="num span-2" data-label={words.price}>
                {wanText(row.priceFen)}
              </td>
            )}
          </tr>
        );
      })}
    </Table>
  );
}
