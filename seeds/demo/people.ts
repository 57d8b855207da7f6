/** Posts the people of the demo: those who can be tried out, and one person in every pharmacy so that none is empty. */
import { command } from '../../src/audit/command.ts';
import { hashPassword } from '../../src/auth/password.ts';
import type { Role } from '../../src/auth/roles.ts';
import { type Actor, SYSTEM_ACTOR, scopePathOf } from '../../src/auth/viewer.ts';
import { ok } from '../../src/kernel/result.ts';
import { addPerson } from '../../src/users/commands.ts';
import { users } from './data/users.ts';
import { equipmentPeople } from './equipment-people.ts';
import { type Hub, type Member, must, type World } from './world.ts';

/** Of everyone in the demo, which only opens outside production. */
export const DEMO_PASSWORD = 'xingguo-tangerine-38';

const SURNAMES = [
  ...'李王张刘陈杨黄吴徐朱马林郭何高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢',
];

interface NewStaff {
  login: string;
  name: string;
  title: string | null;
  roles: Role[];
}

async function postPerson(
  world: Pick<World, 'services'>,
  member: Member,
  given: NewStaff,
  passwordHash: string,
): Promise<Actor> {
  const input = { ...given, organisationId: member.id };
  const request = { act: 'person.add', key: null, input };
  const answer = await command(world.services, SYSTEM_ACTOR, request, async (tx, at) => {
    const added = await addPerson(tx, at, { ...input, passwordHash, mustChangePassword: false });
    return added.ok ? ok({ value: added.value, subject: given.login, after: input }) : added;
  });
  return {
    userId: must(answer, `person ${given.login}`).id,
    name: given.name,
    organisationId: member.id,
    organisationName: member.data.shortName,
    roles: given.roles,
    scopePath: scopePathOf(given.roles, member.path),
  };
}

/** Titles mark whom the login page offers; colleagues without one sign in with the password alone. */
function colleagueOf(member: Member, index: number): NewStaff {
  const surname = SURNAMES[(index * 7) % SURNAMES.length] ?? '李';
  const login = member.data.code.toLowerCase();
  if (member.data.kind === 'clinic') return { login, name: `${surname}医生`, title: null, roles: ['village_doctor'] };
  return { login, name: `${surname}药师`, title: null, roles: ['branch_pharmacist'] };
}

/** Adds everyone, puts staff into their members and gives those of the central pharmacy apart. */
export async function makePeople(world: Pick<World, 'services'>, members: readonly Member[]): Promise<Hub> {
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  const byCode = new Map(members.map((member) => [member.data.code, member]));
  for (const { login, name, organisation, roles, titleZh } of [...users, ...equipmentPeople]) {
    const member = byCode.get(organisation);
    if (member === undefined) throw new Error(`demo: ${login} has no member`);
    member.staff.push(await postPerson(world, member, { login, name, title: titleZh || null, roles }, passwordHash));
  }
  for (const [index, member] of members.entries()) {
    if (member.staff.length > 0 || member.data.kind === 'company') continue;
    member.staff.push(await postPerson(world, member, colleagueOf(member, index), passwordHash));
  }
  const head = members.find((member) => member.data.kind === 'head');
  if (head === undefined) throw new Error('demo: the county has no head');
  const of = (role: Role) => head.staff.filter((actor) => actor.roles.includes(role));
  const [quality] = of('quality_officer');
  if (quality === undefined) throw new Error('demo: nobody answers for quality');
  return { member: head, pharmacists: of('hub_pharmacist'), storekeepers: of('storekeeper'), quality };
}
