/** Lays down how papers look at a place: each time a new version, the old ones stay and may be taken up again. */
import { and, eq, max } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { paperLayout } from '../../db/schema/papers.ts';
import { attach } from '../attachments/commands.ts';
import { digestOf } from '../attachments/digest.ts';
import type { Upload } from '../attachments/upload-rules.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { type Refused, tryLayout } from './layout-trial.ts';
import { checkLayout, checkLayoutDay, checkLogo, type PaperKind, type PaperLayout } from './rules.ts';

interface Asked {
  kind: PaperKind;
  /** Code of the place. */
  place: string;
  /** The newest version that the page showed; 0 when there was none. */
  seen: number;
}

export interface NewLayout extends Asked {
  layout: PaperLayout;
  /** A new picture; the layout's own `logoId` stays without one. */
  logo?: Upload | undefined;
  effectiveFrom: string;
  reason: string;
}

export interface RestoredLayout extends Asked {
  /** The version to take up again from today; 0 follows the place above from today. */
  version: number;
  reason: string;
}

interface Version {
  kind: PaperKind;
  place: { id: number; code: string };
  layout: PaperLayout | null;
  effectiveFrom: string;
  reason: string;
  seen: number;
}

/** The place, when the actor may lay down its papers. */
async function placeFor(tx: Tx, actor: Actor, code: string): Promise<Result<{ id: number; code: string }>> {
  if (!may(actor.roles, 'layout.manage')) return refuseWithout('layout.manage');
  const [place] = await tx.select().from(organisation).where(eq(organisation.code, code));
  if (place === undefined || !place.path.startsWith(actor.scopePath)) return refuse('not_found');
  return ok({ id: place.id, code: place.code });
}

async function addVersion(tx: Tx, actor: Actor, at: number, given: Version): Promise<Result<{ version: number }>> {
  const { kind, place, layout, effectiveFrom, reason, seen } = given;
  const [row] = await tx
    .select({ last: max(paperLayout.version) })
    .from(paperLayout)
    .where(and(eq(paperLayout.kind, kind), eq(paperLayout.organisationId, place.id)));
  const last = Number(row?.last ?? 0);
  if (last !== seen) return refuse('layout_stale', { version: last });
  const [made] = await tx
    .insert(paperLayout)
    .values({
      kind,
      organisationId: place.id,
      version: last + 1,
      effectiveFrom,
      layout,
      reason: reason.trim(),
      madeBy: actor.userId,
      madeByName: actor.name,
      madeAt: at,
    })
    .onConflictDoNothing()
    .returning({ version: paperLayout.version });
  return made === undefined ? refuse('layout_stale', { version: last + 1 }) : ok(made);
}

/** The layout with its picture kept, and a trial of it drawn. */
async function kept(
  tx: Tx,
  actor: Actor,
  at: number,
  { kind, place, layout, logo }: NewLayout,
): Promise<Result<PaperLayout> | Refused> {
  const checked = checkLayout(kind, layout);
  if (!checked.ok) return checked;
  if (logo !== undefined) {
    const picture = checkLogo(logo.content);
    if (!picture.ok) return picture;
  }
  const tried = await tryLayout(tx, kind, layout, logo?.content);
  if (!tried.ok || logo === undefined) return tried.ok ? ok(layout) : tried;
  const subject = `layout ${place} ${kind}`;
  const added = await attach(tx, actor, at, { subject, title: logo.fileName, file: logo });
  return added.ok ? ok({ ...layout, logoId: added.value.id }) : { ...added, field: 'logo' };
}

/**
 * Lays down a version from a day on. Refuses people of other places, a day that has passed, a version made since the
 * page was shown, a layout that breaks a rule or cannot be drawn, and a picture that cannot be printed.
 */
export async function setLayout(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  given: NewLayout,
): Promise<Answer<{ version: number }>> {
  const { logo, ...rest } = given;
  const { kind, place: code, effectiveFrom, reason, seen } = given;
  const input = { ...rest, logo: logo === undefined ? null : digestOf(logo.content) };
  const subject = `${code} ${kind}`;
  return command<{ version: number }>(services, actor, { act: 'layout.set', key, input, subject }, async (tx, at) => {
    const place = await placeFor(tx, actor, code);
    if (!place.ok) return place;
    const day = checkLayoutDay(effectiveFrom, dayOf(at));
    if (!day.ok) return day;
    if (reason.trim() === '') return refuse('reason_missing', {}, 'reason');
    const layout = await kept(tx, actor, at, given);
    if (!layout.ok) return layout;
    const version = { kind, place: place.value, layout: layout.value, effectiveFrom, reason, seen };
    const added = await addVersion(tx, actor, at, version);
    if (!added.ok) return added;
    return ok({
      value: added.value,
      subject,
      after: { ...layout.value, effectiveFrom, reason, version: added.value.version },
    });
  });
}

/** Takes an earlier version up again from today, or follows the place above. Refuses as `setLayout`. */
export async function restoreLayout(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: RestoredLayout,
): Promise<Answer<{ version: number }>> {
  const { kind, place: code, version, reason, seen } = input;
  const subject = `${code} ${kind}`;
  return command<{ version: number }>(
    services,
    actor,
    { act: 'layout.restore', key, input, subject },
    async (tx, at) => {
      const place = await placeFor(tx, actor, code);
      if (!place.ok) return place;
      const own = and(eq(paperLayout.kind, kind), eq(paperLayout.organisationId, place.value.id));
      const [old] = await tx
        .select({ layout: paperLayout.layout })
        .from(paperLayout)
        .where(and(own, eq(paperLayout.version, version)));
      if (version !== 0 && old === undefined) return refuse('not_found');
      const layout = old?.layout ?? null;
      const made = { kind, place: place.value, layout, effectiveFrom: dayOf(at), reason, seen };
      const added = await addVersion(tx, actor, at, made);
      if (!added.ok) return added;
      return ok({ value: added.value, subject, after: { restored: version, version: added.value.version } });
    },
  );
}
