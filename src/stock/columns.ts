/** Which members are the matrix's columns, in which order, under which campus. */
import type { OrganisationRow } from '../organisations/queries.ts';

export interface ColumnGroup {
  /** The campus that heads the group; null for the central pharmacy and what hangs under it directly. */
  campus: OrganisationRow | null;
  columns: OrganisationRow[];
}

export interface ColumnChoice {
  /** Code of a campus: its columns alone. */
  campus?: string | undefined;
  /** Code of a member whose villages become columns after it. */
  villages?: string | undefined;
}

function childrenOf(scope: readonly OrganisationRow[], parentId: number): OrganisationRow[] {
  return scope.filter((one) => one.parentId === parentId);
}

function withVillages(scope: readonly OrganisationRow[], member: OrganisationRow, open: boolean): OrganisationRow[] {
  if (!open) return [member];
  return [member, ...childrenOf(scope, member.id).filter((one) => one.kind === 'clinic')];
}

/**
 * The columns for a viewer's scope. A scope that is one branch shows its villages at once: they are what it looks
 * after. `stocked` are the organisations that keep a store; others have no column.
 */
export function columnGroups(
  scope: readonly OrganisationRow[],
  stocked: ReadonlySet<number>,
  choice: ColumnChoice,
): ColumnGroup[] {
  const members = scope.filter((one) => one.kind !== 'clinic' && stocked.has(one.id));
  const onlyOne = members.length === 1;
  const columnsFor = (list: readonly OrganisationRow[]) =>
    list.flatMap((one) => withVillages(scope, one, onlyOne || one.code === choice.villages));
  const campuses = members.filter((one) => one.kind === 'campus');
  const below = (campus: OrganisationRow) =>
    members.filter((one) => one.id !== campus.id && one.path.startsWith(campus.path));
  const under = (campus: OrganisationRow) => [campus, ...below(campus)];
  const groups: ColumnGroup[] = campuses.map((campus) => ({ campus, columns: columnsFor(under(campus)) }));
  if (choice.campus !== undefined) {
    const chosen = groups.filter((group) => group.campus?.code === choice.campus);
    if (chosen.length > 0) return chosen;
  }
  const grouped = new Set(campuses.flatMap((campus) => under(campus).map((one) => one.id)));
  const first = members.filter((one) => !grouped.has(one.id));
  return first.length === 0 ? groups : [{ campus: null, columns: columnsFor(first) }, ...groups];
}

/** The members whose villages can be shown as columns. */
export function withClinics(scope: readonly OrganisationRow[]): OrganisationRow[] {
  const parents = new Set(scope.filter((one) => one.kind === 'clinic').map((one) => one.parentId));
  return scope.filter((one) => one.kind !== 'clinic' && parents.has(one.id));
}
