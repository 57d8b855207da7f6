/** The permits of in-house preparations: which is valid, how much may still leave under it. */

import { paths, type Query } from '../../src/paths.ts';
import type { PermitLine } from '../../src/preparations/queries.ts';
import { PERMIT_STATES, type PermitState } from '../../src/preparations/rules.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { ExportLinks, FilterSelect, Filters, FilterText } from '../ui/filters.tsx';
import { quantityText, type Tone } from '../ui/format.ts';
import type { IconName } from '../ui/icon.tsx';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { NumberedPager } from '../ui/pager.tsx';
import { Status } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code } from '../ui/values.tsx';

interface PreparationsPageProps {
  t: Words;
  filter: { q?: string | undefined; state?: PermitState | undefined };
  rows: PermitLine[];
  page: number;
  size: number;
  total: number;
  manages: boolean;
}

const SIGNALS: Record<PermitState, { icon: IconName; tone?: Tone }> = {
  valid: { icon: 's-done' },
  coming: { icon: 's-late' },
  expired: { icon: 's-no', tone: 'danger' },
  used_up: { icon: 's-no', tone: 'warn' },
  revoked: { icon: 's-no', tone: 'danger' },
};

export function PermitStatus({ t, state }: { t: Words; state: PermitState }) {
  return <Status {...SIGNALS[state]}>{t.preparations.states[state]}</Status>;
}

export function PreparationsPage({ t, filter, rows, page, size, total, manages }: PreparationsPageProps) {
  const words = t.preparations;
  const query: Query = { ...filter };
  const filtered = Object.values(filter).some((value) => value !== undefined && value !== '');
  const add = (
    <LinkButton kind="primary" icon="i-plus" href={paths.newPermit()}>
      {words.add}
    </LinkButton>
  );
  const states = PERMIT_STATES.map((value) => ({ value, label: words.states[value] }));
  return (
    <>
      <PageHead title={words.title} facts={[words.rule]} actions={manages ? add : undefined} />
      <Filters
        t={t}
        action={paths.preparations()}
        {...(filtered && { clear: paths.preparations() })}
        right={
          <ExportLinks
            t={t}
            csv={paths.preparationsExport('csv', query)}
            xlsx={paths.preparationsExport('xlsx', query)}
          />
        }
      >
        <FilterText label={words.search} name="q" value={filter.q} placeholder={words.searchHint} />
        <FilterSelect
          label={words.state}
          name="state"
          value={filter.state}
          options={[{ value: '', label: t.common.all }, ...states]}
        />
      </Filters>
      {rows.length === 0 ? <Empty title={words.emptyTitle} text={words.emptyText} /> : <PermitRows t={t} rows={rows} />}
      <NumberedPager
        t={t}
        page={page}
        size={size}
        total={total}
        href={(to) => paths.preparations({ ...query, page: to })}
      />
    </>
  );
}

export function PermitRows({ t, rows }: { t: Words; rows: PermitLine[] }) {
  const words = t.preparations;
  const head = (
    <>
      <Head>{words.number}</Head>
      <Head>{words.item}</Head>
      <Head>{words.maker}</Head>
      <Head>{words.recipients}</Head>
      <Head>{words.validTo}</Head>
      <Head num>{words.left}</Head>
      <Head>{words.state}</Head>
    </>
  );
  return (
    <Table caption={words.title} head={head}>
      {rows.map(({ permit, item, maker, recipients, usedBase, state }) => (
        <tr>
          <td>
            <Code href={paths.permit(permit.id)}>{permit.number}</Code>
          </td>
          <td>
            <span class="item">
              <a href={paths.item(item.code)}>{item.genericName}</a>
              <small>{item.strength}</small>
            </span>
          </td>
          <td>{maker}</td>
          <td>{words.receivers(recipients)}</td>
          <td>{permit.validTo}</td>
          <td class="num">{quantityText(t, Math.max(0, permit.capBase - usedBase), item)}</td>
          <td>
            <PermitStatus t={t} state={state} />
          </td>
        </tr>
      ))}
    </Table>
  );
}
