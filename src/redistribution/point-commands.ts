/** Where members are: set by hand, or read from a sheet, whole or not at all. */
import type { Tx } from '../../db/database.ts';
import { memberPoint } from '../../db/schema/transfers.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { ok, type Refusal, type Result, refuse } from '../kernel/result.ts';
import { organisationByCode, organisationsUnder } from '../organisations/queries.ts';
import { readSpreadsheet } from '../spreadsheets/read.ts';
import { type Column, readTable } from '../spreadsheets/table.ts';
import { checkPoint, readDegrees } from './point-rules.ts';

interface Place {
  organisationId: number;
  latitudeMicro: number;
  longitudeMicro: number;
}

async function put(tx: Tx, actor: Actor, at: number, place: Place): Promise<void> {
  const { latitudeMicro, longitudeMicro } = place;
  const set = { latitudeMicro, longitudeMicro, setBy: actor.userId, setAt: at };
  await tx
    .insert(memberPoint)
    .values({ ...place, setBy: actor.userId, setAt: at })
    .onConflictDoUpdate({ target: memberPoint.organisationId, set });
}

function readPair(latitude: string, longitude: string): Result<Omit<Place, 'organisationId'>> {
  const north = readDegrees(latitude, 90, 'latitude');
  if (!north.ok) return north;
  const east = readDegrees(longitude, 180, 'longitude');
  if (!east.ok) return east;
  const fits = checkPoint(north.value, east.value);
  return fits.ok ? ok({ latitudeMicro: north.value, longitudeMicro: east.value }) : fits;
}

/** Sets the place of one member in degrees. Refuses unknown members and nonsense. */
export function setPoint(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: { memberCode: string; latitude: string; longitude: string },
): Promise<Answer<{ member: string }>> {
  return command(services, actor, { act: 'proposal.set_point', key, input }, async (tx, at) => {
    if (!may(actor.roles, 'proposal.make')) return refuseWithout('proposal.make');
    const member = await organisationByCode(tx, input.memberCode);
    if (member === undefined) return refuse('point_member', { code: input.memberCode }, 'member');
    const pair = readPair(input.latitude, input.longitude);
    if (!pair.ok) return pair;
    await put(tx, actor, at, { organisationId: member.id, ...pair.value });
    return ok({ value: { member: member.shortName }, subject: member.code, after: input });
  });
}

export const POINT_COLUMNS: readonly Column<'code' | 'latitude' | 'longitude'>[] = [
  { key: 'code', titles: ['机构编码', '编码', 'code'], required: true },
  { key: 'latitude', titles: ['纬度', 'latitude', 'lat'], required: true },
  { key: 'longitude', titles: ['经度', 'longitude', 'lon', 'lng'], required: true },
];

const MOST_ROWS = 2000;

/** Sets the places of a sheet's members, all or none. Refuses the first row that is wrong, with its number. */
export async function importPoints(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  file: { name: string; content: Uint8Array },
): Promise<Answer<{ members: number }>> {
  const sheet = await readSpreadsheet(file.content);
  const table = sheet.ok ? readTable(sheet.value, POINT_COLUMNS) : sheet;
  const rows = table.ok ? table.value.rows : [];
  const input = { file: file.name, rows: rows.map((row) => row.values) };
  return command(services, actor, { act: 'proposal.import_points', key, input }, async (tx, at) => {
    if (!may(actor.roles, 'proposal.make')) return refuseWithout('proposal.make');
    if (!table.ok) return { ...table, field: 'file' };
    if (rows.length > MOST_ROWS) return refuse('point_rows', { most: MOST_ROWS }, 'file');
    const members = new Map((await organisationsUnder(tx, '/')).map((one) => [one.code, one]));
    for (const { number, values } of rows) {
      const member = members.get(values.code.trim());
      const inRow = (refusal: Refusal) => ({ ...refusal, detail: { ...refusal.detail, row: number }, field: 'file' });
      if (member === undefined) return inRow(refuse('point_member', { code: values.code.slice(0, 40) }));
      const pair = readPair(values.latitude, values.longitude);
      if (!pair.ok) return inRow(pair);
      await put(tx, actor, at, { organisationId: member.id, ...pair.value });
    }
    return ok({ value: { members: rows.length }, subject: file.name, after: { members: rows.length } });
  });
}
