/** Which cards a recall means and what was done with each; which recalls mean a card. Read from the register. */
import type { Db, Tx } from '../../db/database.ts';
import { forUpdate, rowset, statement } from '../../db/statement.ts';
import type { AssetState } from '../assets/rules.ts';
import { RECALL_HOLDS } from '../safety-of-use/recall-queries.ts';
import type { CardTab, RecallResult, Scope } from './rules.ts';

/** Holds of an `asset` that somebody within `:scope` owns, uses or keeps. */
export const NEAR = `(cast(:scope as text) = '/'
  or asset.user_id in (select id from organisation where path like :scope || '%')
  or asset.keeper_id in (select id from organisation where path like :scope || '%')
  or asset.owner_id in (select id from organisation where path like :scope || '%'))`;

const meant = (more: string) =>
  `from device_recall as recall join asset on ${RECALL_HOLDS}
   join organisation as usr on usr.id = asset.user_id
   join organisation as keeper on keeper.id = asset.keeper_id
   left join device_recall_answer as answer on answer.recall_id = recall.document_id
     and answer.asset_id = asset.id and answer.taken_back_at is null
   where recall.document_id = :recall and ${NEAR} ${more}`;

const listed = statement(
  `select asset.id, asset.number, asset.name, asset.model, asset.serial_number, asset.status, asset.room,
     asset.user_id, usr.short_name as place, keeper.id as keeper_id, keeper.path as keeper_path,
     answer.id as answer_id, answer.result, answer.done_on, answer.note, answer.actor_name
   ${meant(`and asset.id > :after and (:tab = 'all' or (answer.id is null) = (:tab = 'waiting'))`)}
   order by asset.id limit :most`,
);

const counted = statement(
  `select count(*) as cards, count(answer.id) as done,
     count(distinct asset.user_id) as places ${meant('')}`,
);

const OF_SCOPE = `asset.status not in ('scrapped', 'withdrawn')
  and (cast(:registration as text) is null or lower(asset.registration_number) = lower(cast(:registration as text)))
  and (cast(:model as text) is null or lower(asset.model) = lower(cast(:model as text)))
  and (cast(:udi as text) is null or asset.udi_di = cast(:udi as text))
  and (:all = 1 or upper(asset.serial_number) in (
    select serial from ${rowset('serials', { serial: 'text' })} as given))`;

const held = statement(`select asset.id from asset where ${OF_SCOPE} order by asset.id ${forUpdate}`);

const wanted = statement(
  `select asset.id, asset.number, asset.name, asset.model, asset.serial_number, asset.status, asset.room,
     usr.short_name as place
   from asset join organisation as usr on usr.id = asset.user_id
   where ${OF_SCOPE} order by asset.id`,
);

type Row = Record<string, string | number | null>;
const text = (value: string | number | null | undefined) =>
  value === null || value === undefined ? '' : String(value);

export interface MeantCard {
  id: number;
  number: string;
  name: string;
  model: string;
  serialNumber: string;
  status: AssetState;
  room: string;
  /** Who uses it. */
  place: string;
}

function cardOf(row: Row): MeantCard {
  return {
    id: Number(row['id']),
    number: text(row['number']),
    name: text(row['name']),
    model: text(row['model']),
    serialNumber: text(row['serial_number']),
    status: text(row['status']) as AssetState,
    room: text(row['room']),
    place: text(row['place']),
  };
}

export interface RecalledCard extends MeantCard {
  userId: number;
  keeper: { id: number; path: string };
  answer: { id: number; result: RecallResult; doneOn: string; note: string; by: string } | null;
}

/** Cards within the scope that the recall means, by number of entry, from after the cursor; one more than `size`. */
export async function cardsMeant(
  db: Db,
  asked: { recallId: number; scope: string; tab: CardTab },
  page: { after?: number | undefined; size: number },
): Promise<RecalledCard[]> {
  const { recallId: recall, scope, tab } = asked;
  const rows = await db.run<Row>(listed, { recall, scope, tab, after: page.after ?? 0, most: page.size + 1 });
  return rows.map((row) => ({
    ...cardOf(row),
    userId: Number(row['user_id']),
    keeper: { id: Number(row['keeper_id']), path: text(row['keeper_path']) },
    answer:
      row['answer_id'] === null
        ? null
        : {
            id: Number(row['answer_id']),
            result: text(row['result']) as RecallResult,
            doneOn: text(row['done_on']),
            note: text(row['note']),
            by: text(row['actor_name']),
          },
  }));
}

/** How many cards within the scope it means, of how many users, and with how many something was done. */
export async function countMeant(db: Db, recallId: number, scope: string) {
  const [row] = await db.run<Row>(counted, { recall: recallId, scope });
  return { cards: Number(row?.['cards']), done: Number(row?.['done']), places: Number(row?.['places']) };
}

const asked = ({ registrationNumber: registration, model, udiDi: udi, serials }: Scope) => ({
  ...{ registration, model, udi, all: serials.length === 0 ? 1 : 0 },
  serials: serials.map((serial) => ({ serial })),
});

/** What a recall of that scope would mean today, in the whole county: before it is opened. */
export async function cardsOfScope(db: Db, scope: Scope): Promise<MeantCard[]> {
  const rows = await db.run<Row>(wanted, asked(scope));
  return rows.map(cardOf);
}

/** The same, held until the transaction ends: nobody puts one into use beside it, and its status is as it stands. */
export async function lockCardsOfScope(tx: Tx, scope: Scope): Promise<MeantCard[]> {
  await tx.run(held, asked(scope));
  return cardsOfScope(tx, scope);
}
