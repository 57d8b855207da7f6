/** English sentences of refusals at the door and around people and organisations. */
import type { RefusalSentence } from '../sentence.ts';
import type { refusalsPeople as zh } from '../zh/refusals-people.ts';
import { organisations } from './organisations.ts';
import { roles } from './roles.ts';

const role = (code: unknown): string => roles[code as keyof typeof roles] ?? String(code);
const roleList = (codes: unknown): string => String(codes).split(',').map(role).join(', ');
const kind = (code: unknown): string => organisations.kinds[code as keyof typeof organisations.kinds] ?? String(code);

export const refusalsPeople: Record<keyof typeof zh, RefusalSentence> = {
  login_wrong:
    'Login or password is wrong. Check upper and lower case and try again, or ask the administrator for a reset.',
  login_locked: (d) =>
    `Too many wrong passwords: this login is locked. Try again in ${d.minutes} minutes, or ask the administrator for a reset.`,
  password_short: (d) => `A password has at least ${d.minimum} characters.`,
  password_long: (d) => `A password has at most ${d.maximum} characters.`,
  password_own: 'The password must not contain your login or name.',
  password_common: 'This password is too common and easily guessed. Join three or four unrelated words instead.',
  password_same: 'The new password must differ from the current one.',
  password_wrong: 'The current password is wrong.',
  password_differs: 'The two new passwords differ.',
  login_used: (d) => `The login ${d.login} is taken. Choose another.`,
  login_form: 'A login has 2 to 64 letters, digits, dots, dashes or underscores and begins with a letter or digit.',
  name_missing: 'Give a name here.',
  role_missing: 'Choose at least one role.',
  role_unknown: 'There is no such role. Choose one of the list.',
  role_wrong_place: (d) => `A ${kind(d.kind)} has no “${role(d.role)}”. Choose another organisation or role.`,
  role_outside: 'People of a supplier can have the role “Supplier” alone, and none of the county.',
  role_alone: (d) => `“${role(d.role)}” cannot be joined with another role: who grants or checks does not act.`,
  roles_apart: (d) => `“${role(d.one)}” and “${role(d.other)}” may not be the same person.`,
  last_administrator: 'This is the last administrator. Appoint another one first.',
  not_yourself: 'You cannot disable yourself or take away your own administration. Ask another administrator.',
  person_disabled: 'This user is disabled already. Nothing was changed.',
  person_enabled: 'This user is enabled already. Nothing was changed.',
  administrator_exists:
    'There is an administrator already, who can add users on the page “Users”. To add another here, use --force-another.',
  head_exists: (d) => `The head hospital exists: ${d.code} ${d.name}. Use --organisation-code ${d.code}.`,
  head_name_missing: 'There is no head hospital yet. Name it with --organisation-name.',
  organisation_unknown: 'There is no such organisation. Choose one of the list.',
  organisation_code_used: (d) => `The code ${d.code} has been used before; codes are never used twice.`,
  organisation_code_form: 'A code has 2 to 12 capital letters or digits.',
  organisation_parent:
    'Wrong parent: campuses belong to the head hospital, branches to a campus or the head, clinics to a branch or campus, centres to the head.',
  credit_code_wrong: 'The unified social credit code is wrong. Compare its 18 signs with the certificate.',
  store_name_used: (d) => `This organisation already has a store named “${d.name}”. Choose another name.`,
  witness_missing: 'Two people are needed: the second one types the own login.',
  witness_password_missing: 'The second person types the own password.',
  witness_wrong: 'The login or password of the second person is wrong. Wrong passwords count towards the lock.',
  witness_often: (d) => `Too many tries. Try again in ${d.minutes} min.`,
  witness_may_not: (d) => `${d.name} cannot be the second person. That takes: ${roleList(d.roles)}.`,
  witness_elsewhere: (d) => `${d.name} has nothing to do with this organisation and cannot be the second person.`,
  witness_not_here: (d) =>
    `${d.name} is not of ${d.place}: controlled drugs take two of the place that keeps them. Ask another of its own.`,
  witness_one_time: (d) => `${d.name} still has a one-time password: change it first.`,
};
