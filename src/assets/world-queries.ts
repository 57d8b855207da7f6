/** What a card's facts are looked up in and compared with: classes, members, suppliers, people, other cards. */
import { and, eq, inArray, ne } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { asset, assetClass } from '../../db/schema/assets.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { party } from '../../db/schema/parties.ts';
import { person } from '../../db/schema/users.ts';
import { ruleIfAny } from '../settings/queries.ts';
import { type AssetInput, type AssetWorld, serialKey } from './card-rules.ts';

const PART = 500;

function inParts<T>(values: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(values.length / PART) }, (_, nth) =>
    values.slice(nth * PART, (nth + 1) * PART),
  );
}

async function suppliersNamed(db: Db): Promise<Map<string, number>> {
  const rows = await db
    .select({ id: party.id, code: party.code, name: party.name, shortName: party.shortName })
    .from(party)
    .where(and(eq(party.active, true), ne(party.kind, 'maker')));
  return new Map(
    rows.flatMap((row) => [row.name, row.shortName, row.code].map((key): [string, number] => [key, row.id])),
  );
}

async function serialsOf(db: Db, inputs: readonly AssetInput[], except: number | null): Promise<Map<string, string>> {
  const wanted = [...new Set(inputs.flatMap(({ serialNumber: typed }) => (typed === null ? [] : [typed.trim()])))];
  const found = new Map<string, string>();
  for (const part of inParts(wanted)) {
    const rows = await db
      .select({ id: asset.id, number: asset.number, serialNumber: asset.serialNumber, maker: asset.maker })
      .from(asset)
      .where(and(inArray(asset.serialNumber, part), ne(asset.status, 'withdrawn')));
    for (const row of rows) {
      const key = serialKey(row);
      if (key !== null && row.id !== except) found.set(key, row.number);
    }
  }
  return found;
}

/** The days on which the catalogue of large equipment is asked for: few things are on it. */
async function catalogues(db: Db, inputs: readonly AssetInput[]) {
  const days = new Set(inputs.filter(({ largeKind }) => largeKind !== null).map(({ acquiredOn }) => acquiredOn));
  const known = new Map<string, Awaited<ReturnType<typeof catalogueOn>>>();
  for (const day of days) known.set(day, await catalogueOn(db, day));
  return (day: string) => known.get(day);
}

function catalogueOn(db: Db, day: string) {
  return ruleIfAny(db, 'large_equipment', day);
}

/** Everything that the inputs are judged by; `except` is the card that is corrected. */
export async function assetWorld(
  db: Db,
  given: { inputs: readonly AssetInput[]; today: string; scopePath: string; except?: number },
): Promise<AssetWorld> {
  const { inputs, today, scopePath, except } = given;
  const classes = await db
    .select({ id: assetClass.id, code: assetClass.code, name: assetClass.name, medical: assetClass.medical })
    .from(assetClass);
  const { id, code, shortName, path, kind, active } = organisation;
  const members = await db
    .select({ id, code, shortName, path, kind, active })
    .from(organisation)
    .where(eq(active, true));
  // A code wins where somebody is called like one
  const named = (by: 'shortName' | 'code') => members.map((each) => [each[by].toUpperCase(), each] as const);
  const people = await db
    .select({ id: person.id, login: person.login, name: person.name, organisationId: person.organisationId })
    .from(person)
    .where(eq(person.active, true));
  return {
    today,
    scopePath,
    classes: new Map(classes.flatMap((each) => [each.name, each.code].map((key) => [key, each] as const))),
    members: new Map([...named('shortName'), ...named('code')]),
    suppliers: await suppliersNamed(db),
    people,
    largeOn: await catalogues(db, inputs),
    serials: await serialsOf(db, inputs, except ?? null),
  };
}
