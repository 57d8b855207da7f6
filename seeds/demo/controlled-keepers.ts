/** Who keeps the controlled stores of the demo, and who stands by. */
import { may } from '../../src/auth/roles.ts';
import type { SecondPerson } from '../../src/auth/second-person.ts';
import type { Actor } from '../../src/auth/viewer.ts';
import type { Member, World } from './world.ts';

/** The two who keep the safe of a member; undefined where there are not two. */
export function keepersOf(member: Member): [Actor, Actor] | undefined {
  const [one, two] = member.staff.filter((actor) => may(actor.roles, 'controlled.act'));
  return one === undefined || two === undefined ? undefined : [one, two];
}

export const standingBy = (world: World, actor: Actor): SecondPerson => ({
  ...actor,
  provedAt: world.services.clock.now(),
});
