/** What every page of levels asks first: whose levels, which items a form speaks of, and what was typed for them. */
import { signedIn } from '../auth/guard.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result } from '../kernel/result.ts';
import { typedBase } from '../kernel/typed-quantity.ts';
import { type NeedItem, needItems } from '../requisitions/need-queries.ts';
import type { Services } from '../services.ts';
import type { AppContext } from '../web/router.ts';
import { WebError } from '../web/web-error.ts';
import type { LevelInput } from './commands.ts';
import { type LevelMember, levelMembers } from './member-queries.ts';

/** The member of the address, or the viewer's own, or the first in view. Throws 404 for one out of reach. */
export async function wantedMember(c: AppContext, services: Services, code: string | undefined) {
  const viewer = signedIn(c);
  const members = await levelMembers(services.db.read, viewer.scopePath);
  const own = members.find((one) => one.id === viewer.organisationId) ?? members[0];
  const member = code === undefined ? own : members.find((one) => one.code === code);
  if (member === undefined) throw new WebError(404, 'notFound');
  return { members, member };
}

type Typed = { packs?: string | undefined; units?: string | undefined };

/** What was typed for each item, in base units; the first box that cannot be read is refused at its place. */
export function limitsTyped(
  typed: Record<string, { least: Typed; most: Typed }>,
  items: readonly Pick<NeedItem, 'id' | 'packSize' | 'scale'>[],
): Result<LevelInput['lines']> {
  const lines: LevelInput['lines'] = [];
  for (const item of items) {
    const given = typed[String(item.id)];
    if (given === undefined) continue;
    const least = typedBase(given.least, item, `line.${item.id}.least`);
    if (!least.ok) return least;
    const most = typedBase(given.most, item, `line.${item.id}.most`);
    if (!most.ok) return most;
    lines.push({ itemId: item.id, leastBase: least.value, mostBase: most.value });
  }
  return ok(lines);
}

/** The items that a form speaks of. */
export async function itemsTyped(services: Services, member: LevelMember, typed: Record<string, unknown>) {
  const itemIds = Object.keys(typed).map(Number);
  const day = dayOf(services.clock.now());
  return needItems(services.db.read, { organisationId: member.id, itemIds, day });
}
