/** The members of the consortium as a tree, found by name, pinyin or code. */

import type { OrganisationKind } from '../../src/auth/viewer.ts';
import type { OrganisationLine } from '../../src/organisations/queries.ts';
import { paths, type Query } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { ExportLinks, FilterSelect, Filters, FilterText } from '../ui/filters.tsx';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { NumberedPager } from '../ui/pager.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code } from '../ui/values.tsx';

interface OrganisationsPageProps {
  t: Words;
  filter: { q?: string | undefined; kind?: OrganisationKind | undefined };
  kinds: readonly OrganisationKind[];
  rows: OrganisationLine[];
  page: number;
  size: number;
  total: number;
}

export function OrganisationsPage({ t, filter, kinds, rows, page, size, total }: OrganisationsPageProps) {
  const words = t.organisations;
  const query: Query = { ...filter };
  const filtered = Object.values(filter).some((value) => value !== undefined && value !== '');
  const kindOptions = kinds.map((kind) => ({ value: kind, label: words.kinds[kind] }));
  const add = (
    <LinkButton kind="primary" icon="i-plus" href={paths.newOrganisation()}>
      {words.add}
    </LinkButton>
  );
  return (
    <>
      <PageHead title={words.title} actions={add} />
      <Filters
        t={t}
        action={paths.organisations()}
        {...(filtered && { clear: paths.organisations() })}
        right={
          <ExportLinks
            t={t}
            csv={paths.organisationsExport('csv', query)}
            xlsx={paths.organisationsExport('xlsx', query)}
          />
        }
      >
        <FilterText label={words.search} name="q" value={filter.q} placeholder={words.searchHint} />
        <FilterSelect
          label={words.kind}
          name="kind"
          value={filter.kind}
          options={[{ value: '', label: t.lists.all }, ...kindOptions]}
        />
      </Filters>
      {rows.length === 0 ? (
        <Empty title={t.lists.empty} text={t.lists.emptyHint} />
      ) : (
        <OrganisationRows t={t} rows={rows} caption={words.caption} />
      )}
      <NumberedPager
        t={t}
        page={page}
        size={size}
        total={total}
        href={(to) => paths.organisations({ ...query, page: to })}
      />
    </>
  );
}

/** The tree is told by the column of the parent, so that a filtered list reads the same. */
export function OrganisationRows({ t, rows, caption }: { t: Words; rows: OrganisationLine[]; caption: string }) {
  const words = t.organisations;
  return (
    <Table
      caption={caption}
      head={
        <>
          <Head>{words.name}</Head>
          <Head>{words.code}</Head>
          <Head>{words.kind}</Head>
          <Head>{words.parent}</Head>
          <Head num>{words.stores}</Head>
          <Head num>{words.people}</Head>
        </>
      }
    >
      {rows.map((row) => (
        <tr>
          <td>
            <span class="item">
              <a href={paths.organisation(row.code)}>{row.shortName}</a>
              {row.name !== row.shortName && <small>{row.name}</small>}
            </span>
          </td>
          <td>
            <Code>{row.code}</Code>
          </td>
          <td>{words.kinds[row.kind]}</td>
          <td>{row.parentName ?? ''}</td>
          <td class="num">{row.stores}</td>
          <td class="num">{row.people}</td>
        </tr>
      ))}
    </Table>
  );
}
