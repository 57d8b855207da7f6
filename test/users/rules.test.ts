/** Roles, places and the rule that nobody shuts the house. */
import { describe, expect, it } from 'vitest';
import type { Role } from '../../src/auth/roles.ts';
import type { OrganisationKind } from '../../src/auth/viewer.ts';
import { checkIdentity, checkLoss, checkRoles, normaliseLogin } from '../../src/users/rules.ts';

const reason = (result: { ok: true } | { ok: false; reason: string }) => (result.ok ? 'ok' : result.reason);

describe('roles', () => {
  it.each<[Role[], OrganisationKind, string]>([
    [['village_doctor'], 'clinic', 'ok'],
    [['village_doctor'], 'branch', 'role_wrong_place'],
    [['branch_pharmacist', 'branch_head'], 'branch', 'ok'],
    [['branch_pharmacist'], 'head', 'role_wrong_place'],
    [['hub_pharmacist', 'storekeeper'], 'head', 'ok'],
    [['storekeeper'], 'branch', 'role_wrong_place'],
    [['auditor', 'buyer'], 'head', 'role_alone'],
    [['administrator', 'storekeeper'], 'head', 'role_alone'],
    [['buyer', 'storekeeper'], 'head', 'roles_apart'],
    [['chief_accountant', 'buyer'], 'head', 'roles_apart'],
    [[], 'head', 'role_missing'],
    [['auditor'], 'company', 'role_wrong_place'],
    [['supplier'], 'company', 'ok'],
    [['supplier'], 'head', 'role_wrong_place'],
    [['supplier'], 'branch', 'role_wrong_place'],
  ])('%j in a %s: %s', (roles, kind, expected) => expect(reason(checkRoles(roles, kind))).toBe(expected));
});

describe('people of an organisation outside the county', () => {
  it.each<[Role[], string]>([
    [['supplier'], 'ok'],
    [['auditor'], 'role_outside'],
    [['administrator'], 'role_outside'],
    [['supplier', 'buyer'], 'role_alone'],
  ])('%j: %s', (roles, expected) => expect(reason(checkRoles(roles, 'company', true))).toBe(expected));
});

describe('logins', () => {
  it('are compared in half-width lower case', () => expect(normaliseLogin(' ＬｉｕYS ')).toBe('liuys'));

  it.each(['a', '.hidden', 'with space', '药师', 'x'.repeat(65), ''])('refuse %j', (login) => {
    expect(reason(checkIdentity({ login, name: 'n' }))).toBe('login_form');
  });
});

describe('administration', () => {
  const change = { actorId: 1, personId: 2, isAdministrator: true, losesAdministration: true, activeAdministrators: 2 };

  it('may be taken from another while one stays', () => expect(reason(checkLoss(change))).toBe('ok'));
  it('may not be taken from oneself', () => expect(reason(checkLoss({ ...change, personId: 1 }))).toBe('not_yourself'));
  it('may not leave the house', () => {
    expect(reason(checkLoss({ ...change, activeAdministrators: 1 }))).toBe('last_administrator');
  });
});
