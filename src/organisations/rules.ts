/** Which organisation may hang under which, and what its codes must look like. */
import type { OrganisationKind } from '../auth/viewer.ts';
import { isCreditCode } from '../kernel/codes/credit-code.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';

const PARENTS: Record<OrganisationKind, readonly OrganisationKind[]> = {
  head: [],
  campus: ['head'],
  branch: ['campus', 'head'],
  clinic: ['branch', 'campus'],
  centre: ['head'],
  company: ['centre', 'head'],
};

/**
 * Where an organisation outside the county's tree stands: a path that does not begin at the root, so that no scope
 * holds it and no list of members can show it.
 */
export function outsidePath(id: number): string {
  return `outside/${id}/`;
}

/** Refuses a malformed code, an empty name, a wrong 统一社会信用代码, a kind under the wrong parent. */
export function checkOrganisation(
  given: { code: string; name: string; shortName: string; kind: OrganisationKind; creditCode?: string | null },
  parent: { kind: OrganisationKind } | null,
): Result<undefined> {
  if (!/^[A-Z0-9]{2,12}$/.test(given.code)) return refuse('organisation_code_form', {}, 'code');
  if (given.name.trim() === '' || given.shortName.trim() === '') return refuse('name_missing', {}, 'name');
  if (given.creditCode && !isCreditCode(given.creditCode)) return refuse('credit_code_wrong', {}, 'creditCode');
  const allowed = PARENTS[given.kind];
  if (allowed.length === 0) return parent === null ? ok() : refuse('organisation_parent', {}, 'parentId');
  if (parent === null || !allowed.includes(parent.kind)) return refuse('organisation_parent', {}, 'parentId');
  return ok();
}
