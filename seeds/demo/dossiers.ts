/** Posts applications and their blind reviews, each as the act of the person who would do it. */

import type { Actor } from '../../src/auth/viewer.ts';
import { applyForItem } from '../../src/selection/commands.ts';
import { assignReviewers, saveReview, stateInterest } from '../../src/selection/review-commands.ts';
import { CRITERIA, type Criterion, choicesOf, type GivenScore } from '../../src/selection/rules.ts';
import { documentOf } from './acts.ts';
import { type DemoDossier, NO_INTERESTS, PROOFS } from './data/dossiers.ts';
import { users } from './data/users.ts';
import { chiefOf, memberOf, must, type World } from './world.ts';

function personOf(world: World, login: string): Actor {
  const known = users.find((user) => user.login === login);
  const actor = known && memberOf(world, known.organisation).staff.find((one) => one.name === known.name);
  if (actor === undefined) throw new Error(`demo: nobody is ${login}`);
  return actor;
}

/** Hands the application in, or keeps it as a draft; its number. */
export async function apply(world: World, given: DemoDossier, submit = true): Promise<string> {
  const { login, item, wish, comparators, ...words } = given;
  const input = {
    ...words,
    itemCode: item,
    wish: wish ?? null,
    comparatorCodes: comparators,
    interests: NO_INTERESTS,
    submit,
    again: false,
  };
  return must(await applyForItem(world.services, personOf(world, login), null, input), `application of ${login}`)
    .number;
}

export async function assign(world: World, number: string, reviewers: readonly Actor[]): Promise<void> {
  const { version } = await documentOf(world, number);
  const given = { number, version, reviewerIds: reviewers.map((actor) => actor.userId) };
  must(await assignReviewers(world.services, chiefOf(world.hub), null, given), `reviewers of ${number}`);
}

/** The choice nearest to `share` of the points, a little up or down from reviewer to reviewer. */
function scoreOf(criterion: Criterion, share: number, turn: number): GivenScore {
  const lean = (turn % 3) - 1;
  const wanted = criterion.maxHalf * Math.min(1, share + lean * 0.06);
  const distance = (half: number) => Math.abs(half - wanted);
  const [first = 0, ...rest] = choicesOf(criterion);
  const half = rest.reduce((best, each) => (distance(each) < distance(best) ? each : best), first);
  return { criterion: criterion.id, half, evidence: PROOFS[criterion.id] ?? '见申请书所附资料' };
}

/** States that there is no conflict and scores, all criteria or only the first `upTo`; `share` of 1 is full marks. */
export async function review(
  world: World,
  number: string,
  reviewer: Actor,
  share: number,
  upTo: number = CRITERIA.length,
): Promise<void> {
  const stated = { number, interest: 'none' as const, text: '' };
  must(await stateInterest(world.services, reviewer, null, stated), `interests of ${reviewer.name}`);
  const scores = CRITERIA.slice(0, upTo).map((criterion, index) => scoreOf(criterion, share, index + reviewer.userId));
  const given = { number, scores, submit: upTo === CRITERIA.length };
  must(await saveReview(world.services, reviewer, null, given), `review of ${reviewer.name}`);
}

/** Declares an interest, which ends the review without scores. */
export async function declareInterest(world: World, number: string, reviewer: Actor, text: string): Promise<void> {
  const given = { number, interest: 'declared' as const, text };
  must(await stateInterest(world.services, reviewer, null, given), `interest of ${reviewer.name}`);
}
