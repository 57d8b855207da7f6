/** How a world of tests ends: nothing was logged, every sum that `verify` checks is right, and it is dropped. */
import { expect } from 'vitest';
import { verifyAll } from '../../src/verification/verify.ts';
import type { TestApp } from './app.ts';

/** `besides` are the rules that the world breaks on purpose. */
export async function endWhole(world: TestApp, besides: ReadonlySet<string> = new Set()): Promise<void> {
  const broken = (await verifyAll(world.services.db.read)).filter(({ ok, rule }) => !ok && !besides.has(rule));
  const { log } = world;
  await world.drop();
  expect(broken).toEqual([]);
  expect(log).toEqual([]);
}
