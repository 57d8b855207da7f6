/** A round with its document, way, people, stops and what is aboard, for its acts and its pages. */
import { asc, eq } from 'drizzle-orm';
import type { Db, Tx } from '../../db/database.ts';
import { document } from '../../db/schema/documents.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { carrier, deliveryRound, deliveryRoute, roundChill, roundStop } from '../../db/schema/rounds.ts';
import { person } from '../../db/schema/users.ts';
import { forUpdate, statement } from '../../db/statement.ts';
import type { DocumentRow } from '../documents/queries.ts';
import type { OrganisationRow } from '../organisations/queries.ts';

type CarrierRow = typeof carrier.$inferSelect;

export interface RoundStop {
  stop: typeof roundStop.$inferSelect;
  member: OrganisationRow;
}

export interface RoundLoad {
  id: number;
  stopId: number;
  dispatchId: number;
  outcome: 'handed' | 'back' | null;
  number: string;
  status: string;
  lines: number;
  /** The coldest that its lines need. */
  zone: 'cold' | 'frozen' | null;
  /** Lines of controlled drugs. */
  controlled: number;
  box: string | null;
  /** Scanned onto the vehicle as a whole, being unboxed. */
  loaded: boolean;
}

export interface RoundChill {
  chill: typeof roundChill.$inferSelect;
  carrier: CarrierRow;
}

export interface LoadedRound {
  document: DocumentRow;
  round: typeof deliveryRound.$inferSelect;
  routeName: string;
  house: OrganisationRow;
  driverName: string;
  vehicle: CarrierRow;
  stops: RoundStop[];
  loads: RoundLoad[];
  chills: RoundChill[];
}

const loadsOf = statement(
  `select load.id, load.stop_id, load.dispatch_id, load.outcome, paper.number, paper.status, dispatch.box,
     (select max(onto.id) from loading_scan as onto where onto.load_id = load.id and onto.box_id is null) as onto_id,
     count(line.id) as lines,
     count(case when item.storage_zone = 'cold' then 1 end) as cold,
     count(case when item.storage_zone = 'frozen' then 1 end) as frozen,
     count(case when item.control_class in ('narcotic', 'psychotropic_1', 'toxic') then 1 end) as controlled
   from round_load as load join document as paper on paper.id = load.dispatch_id
   join dispatch on dispatch.document_id = load.dispatch_id
   left join dispatch_line as line on line.dispatch_id = load.dispatch_id
   left join item on item.id = line.item_id
   where load.round_id = :roundId
   group by load.id, load.stop_id, load.dispatch_id, load.outcome, paper.number, paper.status, dispatch.box
   order by paper.number, load.id`,
);

interface LoadRow {
  id: number;
  stop_id: number;
  dispatch_id: number;
  outcome: 'handed' | 'back' | null;
  number: string;
  status: string;
  box: string | null;
  onto_id: number | null;
  lines: number;
  cold: number;
  frozen: number;
  controlled: number;
}

const loadOf = (row: LoadRow): RoundLoad => ({
  id: row.id,
  stopId: row.stop_id,
  dispatchId: row.dispatch_id,
  outcome: row.outcome,
  number: row.number,
  status: row.status,
  lines: Number(row.lines),
  zone: Number(row.frozen) > 0 ? 'frozen' : Number(row.cold) > 0 ? 'cold' : null,
  controlled: Number(row.controlled),
  box: row.box,
  loaded: row.onto_id !== null,
});

/** What is and was aboard. */
export async function loadsOfRound(db: Db, roundId: number): Promise<RoundLoad[]> {
  return (await db.run<LoadRow>(loadsOf, { roundId })).map(loadOf);
}

/** The round of that number, whoever may see it; undefined when there is none. */
export async function roundByNumber(db: Db, number: string): Promise<LoadedRound | undefined> {
  const [row] = await db
    .select({
      document,
      round: deliveryRound,
      routeName: deliveryRoute.name,
      house: organisation,
      driverName: person.name,
      vehicle: carrier,
    })
    .from(deliveryRound)
    .innerJoin(document, eq(document.id, deliveryRound.documentId))
    .innerJoin(deliveryRoute, eq(deliveryRoute.id, deliveryRound.routeId))
    .innerJoin(organisation, eq(organisation.id, deliveryRound.fromOrganisationId))
    .innerJoin(person, eq(person.id, deliveryRound.driverId))
    .innerJoin(carrier, eq(carrier.id, deliveryRound.vehicleId))
    .where(eq(document.number, number));
  if (row === undefined) return undefined;
  const { id } = row.document;
  const stops = await db
    .select({ stop: roundStop, member: organisation })
    .from(roundStop)
    .innerJoin(organisation, eq(organisation.id, roundStop.organisationId))
    .where(eq(roundStop.roundId, id))
    .orderBy(asc(roundStop.position));
  const chills = await db
    .select({ chill: roundChill, carrier })
    .from(roundChill)
    .innerJoin(carrier, eq(carrier.id, roundChill.carrierId))
    .where(eq(roundChill.roundId, id))
    .orderBy(asc(carrier.code));
  return { ...row, stops, chills, loads: await loadsOfRound(db, id) };
}

const lockDocument = statement(`select id from document where number = :number ${forUpdate}`);

/** The same, its document locked until the transaction ends. */
export async function lockRound(tx: Tx, number: string): Promise<LoadedRound | undefined> {
  await tx.run(lockDocument, { number });
  return roundByNumber(tx, number);
}
