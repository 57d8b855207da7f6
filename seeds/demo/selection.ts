/** The road of the demo's dossiers: applied for, assigned, scored blind, brought before the committee or waiting. */
import { addDays, daysBetween } from '../../src/kernel/clock.ts';
import { instantOf, MINUTE_MS, type Script } from './agenda.ts';
import { committeeOf } from './committee.ts';
import { bowel, flu, heartFailure, inhaler, nerveNutrition, sugar, weekly } from './data/dossiers.ts';
import { apply, assign, declareInterest, review } from './dossiers.ts';
import type { World } from './world.ts';

/** Numbers of the dossiers that sessions decide about. */
export interface Dossiers {
  heartFailure: string;
  nerveNutrition: string;
  sugar: string;
  weekly: string;
}

/** Who declares an interest in the first dossier, by place in the committee, and so does not vote on it. */
export const CONFLICTED = 5;

/** The instant at which a share of the history has passed, on the clock time given. */
export function atShare(world: World, share: number, time: string): number {
  return instantOf(dayAt(world, share), time);
}

export function dayAt(world: Pick<World, 'startDay' | 'day'>, share: number): string {
  return addDays(world.startDay, Math.round(daysBetween(world.startDay, world.day) * share));
}

/** What the first session of the history decides about. */
export async function* firstDossiers(world: World, kept: Partial<Dossiers>): Script {
  const members = committeeOf(world);
  const [, , one, two, three] = members;
  const four = members[CONFLICTED];
  if (one === undefined || two === undefined || three === undefined || four === undefined) return;
  yield atShare(world, 0.05, '10:12');
  const heart = await apply(world, heartFailure);
  yield atShare(world, 0.07, '15:20');
  const nerve = await apply(world, nerveNutrition);
  yield atShare(world, 0.12, '09:05');
  await assign(world, heart, [one, two, three, four]);
  await assign(world, nerve, [one, two, three]);
  yield atShare(world, 0.17, '16:10');
  await review(world, heart, one, 0.84);
  await review(world, nerve, one, 0.66);
  yield atShare(world, 0.22, '11:30');
  await review(world, heart, two, 0.8);
  await review(world, nerve, two, 0.62);
  yield atShare(world, 0.26, '17:02');
  await review(world, heart, three, 0.88);
  await review(world, nerve, three, 0.64);
  yield atShare(world, 0.28, '08:50');
  await declareInterest(world, heart, four, '两年内曾为该企业授课并取酬，回避评分与表决。');
  kept.heartFailure = heart;
  kept.nerveNutrition = nerve;
}

/** What the second session decides about, and what waits for the third. */
export async function* laterDossiers(world: World, kept: Partial<Dossiers>): Script {
  const [, , ...others] = committeeOf(world);
  yield atShare(world, 0.5, '09:40');
  const first = await apply(world, sugar);
  yield atShare(world, 0.54, '14:15');
  await assign(world, first, others.slice(0, 3));
  for (const [index, reviewer] of others.slice(0, 3).entries()) {
    yield atShare(world, 0.58 + index * 0.04, '16:45');
    await review(world, first, reviewer, 0.82 + index * 0.03);
  }
  kept.sugar = first;
  yield atShare(world, 0.68, '10:30');
  const second = await apply(world, weekly);
  yield atShare(world, 0.72, '08:40');
  await assign(world, second, others.slice(2, 5));
  for (const [index, reviewer] of others.slice(2, 5).entries()) {
    yield atShare(world, 0.76 + index * 0.04, '15:25');
    await review(world, second, reviewer, 0.76 + index * 0.02);
  }
  kept.weekly = second;
}

/** What is under way at the demo's moment: half of the reviews in, described in words, begun. */
export async function* openDossiers(world: World): Script {
  const [, , ...others] = committeeOf(world);
  const [one, two, three, four] = others;
  if (one === undefined || two === undefined || three === undefined || four === undefined) return;
  yield atShare(world, 0.83, '11:05');
  const number = await apply(world, inhaler);
  yield atShare(world, 0.88, '09:10');
  await assign(world, number, [one, two, three, four]);
  yield atShare(world, 0.9, '16:20');
  await review(world, number, two, 0.83);
  yield atShare(world, 0.93, '10:35');
  await review(world, number, three, 0.79);
  yield atShare(world, 0.93, '10:35') + 90 * MINUTE_MS;
  await review(world, number, four, 0.8, 12);
  yield atShare(world, 0.95, '14:50');
  await apply(world, flu);
  yield atShare(world, 0.96, '15:35');
  await apply(world, bowel, false);
}
