/** Coverage of townships against the county and of clinics against their township, as figures, table and picture. */
import type { CoverageLine } from '../../src/formulary/linkage-queries.ts';
import type { Coverage, Share } from '../../src/formulary/linkage-rules.ts';
import type { PublishedVersion } from '../../src/formulary/queries.ts';
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { ExportLinks, FilterDay, Filters, FilterText } from '../ui/filters.tsx';
import { percentText } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { Advice, Empty } from '../ui/notice.tsx';
import { NumberedPager } from '../ui/pager.tsx';
import { Columns, Figures, Panel, Rail } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { CoverageChart } from './linkage-chart.tsx';
import { COVERAGE_KEYS, LinkageHead } from './linkage-words.tsx';

export interface LinkagePageProps {
  t: Words;
  version: PublishedVersion | undefined;
  day: string;
  today: string;
  filter: { q?: string | undefined; open?: string | undefined; on?: string | undefined };
  /** The page's lines. */
  rows: CoverageLine[];
  /** What the picture shows: townships, or the clinics of a person who sees none. */
  pictured: CoverageLine[];
  /** All townships and all village clinics together. */
  sums: { township: Coverage | null; village: Coverage | null };
  listed: boolean;
  page: number;
  size: number;
  total: number;
  mayExport: boolean;
}

export function LinkagePage(props: LinkagePageProps) {
  const { t, filter, rows, listed } = props;
  const words = t.linkage;
  return (
    <>
      <LinkageHead t={t} current="coverage" version={props.version} day={props.day} today={props.today} />
      {listed && <Sums {...props} />}
      <CoverageFilters {...props} />
      {props.day < props.today && <Advice>{words.pastNote}</Advice>}
      {!listed && <Empty title={words.noList} text={words.noListText} />}
      {listed && rows.length === 0 && <Empty title={words.noMembers} text={words.noMembersText} />}
      {listed && rows.length > 0 && (
        <Columns>
          <div class="stack">
            <CoverageTable {...props} />
            <NumberedPager
              t={t}
              page={props.page}
              size={props.size}
              total={props.total}
              href={(page) => paths.linkage({ ...filter, page })}
            />
          </div>
          <Rail label={words.chartTitle}>
            <Panel title={words.chartTitle} note={words.chartNote}>
              <CoverageChart t={t} lines={props.pictured} />
            </Panel>
          </Rail>
        </Columns>
      )}
    </>
  );
}

function CoverageFilters({ t, filter, day, today, mayExport }: LinkagePageProps) {
  const words = t.linkage;
  const filtered = filter.q !== undefined || filter.on !== undefined;
  const exports = (
    <ExportLinks t={t} csv={paths.linkageExport('csv', filter)} xlsx={paths.linkageExport('xlsx', filter)} />
  );
  return (
    <Filters
      t={t}
      action={paths.linkage()}
      {...(filtered && { clear: paths.linkage() })}
      {...(mayExport && { right: exports })}
    >
      <FilterText label={words.member} name="q" value={filter.q} placeholder={words.searchMembers} />
      <FilterDay t={t} day={day} today={today} />
    </Filters>
  );
}

function Sums({ t, sums, filter }: LinkagePageProps) {
  const words = t.linkage;
  const { on } = filter;
  const rate = (label: string, share: Share) => ({
    label,
    value: percentText(t, share.covered, share.listed),
    note: words.rateNote(share.covered, share.listed),
  });
  const gaps = (tier: 'township' | 'village', share: Share) => ({
    label: words.gapFigures[tier],
    value: share.listed - share.covered,
    unit: words.gapUnit,
    href: paths.linkageGaps({ on, tier }),
  });
  const { township, village } = sums;
  const figures = [
    ...(township === null ? [] : [rate(words.rates.township, township.all)]),
    ...(village === null ? [] : [rate(words.rates.village, village.all)]),
    ...(township === null ? [] : [gaps('township', township.all)]),
    ...(village === null ? [] : [gaps('village', village.all)]),
  ];
  return <Figures label={words.title} figures={figures} />;
}

function CoverageTable({ t, rows, filter }: LinkagePageProps) {
  const words = t.linkage;
  const head = (
    <>
      <Head>{words.member}</Head>
      {COVERAGE_KEYS.map((key) => (
        <Head num>{words.diseases[key]}</Head>
      ))}
    </>
  );
  return (
    <Table caption={words.coverageCaption} head={head} id="coverage">
      {rows.map((line) => (
        <>
          <MemberRow t={t} line={line} filter={filter} />
          {line.villages !== null && <VillagesRow t={t} line={line} filter={filter} />}
        </>
      ))}
    </Table>
  );
}

type RowProps = Pick<LinkagePageProps, 't' | 'filter'> & { line: CoverageLine };

function MemberRow({ t, line, filter }: RowProps) {
  const { member, coverage } = line;
  return (
    <tr id={`m-${member.code}`} class={member.tier === 'village' ? 'under' : undefined}>
      <td>
        <a href={paths.linkageGaps({ member: member.code, on: filter.on })}>{member.shortName}</a>
        {member.tier === 'village' && <small class="tail">{t.linkage.tiers.village}</small>}
      </td>
      {COVERAGE_KEYS.map((key) => (
        <ShareCell
          t={t}
          share={coverage[key]}
          href={paths.linkageGaps({ member: member.code, disease: key === 'all' ? undefined : key, on: filter.on })}
        />
      ))}
    </tr>
  );
}

/** A township's clinics together, and the link that opens or closes them. */
function VillagesRow({ t, line, filter }: RowProps) {
  const words = t.linkage;
  const { member, villages } = line;
  if (villages === null) return null;
  const opened = filter.open === member.code;
  const twist = paths.linkage({ ...filter, open: opened ? undefined : member.code });
  return (
    <tr class="under">
      <td>
        <a href={`${twist}#m-${member.code}`} aria-expanded={opened ? 'true' : 'false'}>
          <Icon name={opened ? 'i-up' : 'i-down'} kind="inline" />
          {words.villagesOf(villages.members)}
          <span class="visually-hidden"> {opened ? words.closeVillages : words.openVillages}</span>
        </a>
      </td>
      {COVERAGE_KEYS.map((key) => (
        <ShareCell
          t={t}
          share={villages.coverage[key]}
          href={paths.linkageGaps({
            member: member.code,
            villages: '1',
            disease: key === 'all' ? undefined : key,
            on: filter.on,
          })}
        />
      ))}
    </tr>
  );
}

function ShareCell({ t, share, href }: { t: Words; share: Share; href: string }) {
  const { covered, listed } = share;
  const text = t.linkage.share(covered, listed);
  return (
    <td class="num">
      {covered < listed ? <a href={href}>{text}</a> : text}
      <small class="tail">{percentText(t, covered, listed)}</small>
    </td>
  );
}
