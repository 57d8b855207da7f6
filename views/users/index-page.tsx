/** The list of people: found by name, pinyin or login, filtered by role, organisation and state. */
import type { Role } from '../../src/auth/roles.ts';
import { paths, type Query } from '../../src/paths.ts';
import type { PersonLine } from '../../src/users/queries.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { ExportLinks, FilterSelect, Filters, FilterText } from '../ui/filters.tsx';
import { namesComma } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import type { Option } from '../ui/option.ts';
import { PageHead } from '../ui/page-head.tsx';
import { NumberedPager } from '../ui/pager.tsx';
import { Status } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code } from '../ui/values.tsx';

export interface UsersFilter {
  q?: string | undefined;
  role?: Role | undefined;
  organisation?: string | undefined;
  state?: 'active' | 'disabled' | undefined;
}

interface UsersPageProps {
  t: Words;
  filter: UsersFilter;
  roles: readonly Role[];
  organisations: Option[];
  rows: PersonLine[];
  page: number;
  size: number;
  total: number;
  now: number;
}

export function UsersPage(props: UsersPageProps) {
  const { t, filter, rows, page, size, total } = props;
  const words = t.users;
  const query: Query = { ...filter };
  return (
    <>
      <PageHead
        title={words.title}
        actions={
          <>
            <LinkButton kind="primary" icon="i-plus" href={paths.newUser()}>
              {words.add}
            </LinkButton>
            <LinkButton icon="i-truck" href={paths.supplierLogin()}>
              {t.parties.login}
            </LinkButton>
          </>
        }
      />
      <UserFilters {...props} query={query} />
      {rows.length === 0 ? (
        <Empty title={t.lists.empty} text={t.lists.emptyHint} />
      ) : (
        <UserRows t={t} rows={rows} now={props.now} />
      )}
      <NumberedPager t={t} page={page} size={size} total={total} href={(to) => paths.users({ ...query, page: to })} />
    </>
  );
}

function UserFilters({ t, filter, roles, organisations, query }: UsersPageProps & { query: Query }) {
  const words = t.users;
  const all = { value: '', label: t.lists.all };
  const roleOptions = roles.map((role) => ({ value: role, label: t.roles[role] }));
  const states = (['active', 'disabled'] as const).map((value) => ({ value, label: words.states[value] }));
  const filtered = Object.values(filter).some((value) => value !== undefined && value !== '');
  return (
    <Filters
      t={t}
      action={paths.users()}
      {...(filtered && { clear: paths.users() })}
      right={<ExportLinks t={t} csv={paths.usersExport('csv', query)} xlsx={paths.usersExport('xlsx', query)} />}
    >
      <FilterText label={words.search} name="q" value={filter.q} placeholder={words.searchHint} />
      <FilterSelect label={words.roles} name="role" value={filter.role} options={[all, ...roleOptions]} />
      <FilterSelect
        label={words.organisation}
        name="organisation"
        value={filter.organisation}
        options={[all, ...organisations]}
      />
      <FilterSelect label={words.state} name="state" value={filter.state} options={[all, ...states]} />
    </Filters>
  );
}

/** Also stands on an organisation's page. */
export function UserRows({ t, rows, now }: { t: Words; rows: PersonLine[]; now: number }) {
  const words = t.users;
  const comma = namesComma(t);
  const head = [words.name, words.login, words.organisation, words.roles, words.state];
  return (
    <Table caption={words.caption} head={head.map((label) => <Head>{label}</Head>)}>
      {rows.map((row) => (
        <tr>
          <td>
            <span class="item">
              <a href={paths.user(row.id)}>{row.name}</a>
              {row.title && <small>{row.title}</small>}
            </span>
          </td>
          <td>
            <Code>{row.login}</Code>
          </td>
          <td>{row.organisationName}</td>
          <td>{row.roles.map((role) => t.roles[role]).join(comma)}</td>
          <td>
            <UserState t={t} row={row} now={now} />
          </td>
        </tr>
      ))}
    </Table>
  );
}

export function UserState({ t, row, now }: { t: Words; row: PersonLine; now: number }) {
  const words = t.users.states;
  if (!row.active) return <Status icon="s-no">{words.disabled}</Status>;
  if (row.lockedUntil !== null && row.lockedUntil > now) {
    return (
      <Status icon="s-lock" tone="warn">
        {words.locked}
      </Status>
    );
  }
  if (row.mustChangePassword) return <Status icon="s-todo">{words.initial}</Status>;
  return <Status icon="s-done">{words.active}</Status>;
}
