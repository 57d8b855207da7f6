/** Which cards a recall of equipment means: read from the register, so that what comes later is meant too. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';

/** Holds of a row of `device_recall` as `recall` and one of `asset`. */
export const RECALL_MEANS = `(
  asset.status not in ('scrapped', 'withdrawn')
  and (recall.registration_number is null or lower(asset.registration_number) = lower(recall.registration_number))
  and (recall.model is null or lower(asset.model) = lower(recall.model))
  and (recall.udi_di is null or asset.udi_di = recall.udi_di)
  and (not exists (select 1 from device_recall_serial as meant where meant.recall_id = recall.document_id)
    or upper(asset.serial_number) in (select meant.serial from device_recall_serial as meant
      where meant.recall_id = recall.document_id)))`;

const STANDING = 'answer.asset_id = asset.id and answer.taken_back_at is null';

/** Holds of what an open recall means, and of what was dealt with under one: that stays, whatever the register says. */
export const RECALL_HOLDS = `((recall.is_open and ${RECALL_MEANS}) or exists (
  select 1 from device_recall_answer as answer where answer.recall_id = recall.document_id and ${STANDING}))`;

/**
 * The number of a recall that bars the use of a row of `asset`; null where none does. What went back to its maker
 * stays barred after the end; a recall that was withdrawn bars nothing.
 */
export const BARRING_RECALL = `(
  select paper.number from document as paper where paper.id = coalesce(
    (select min(recall.document_id) from device_recall as recall
     where recall.is_open and recall.measure <> 'watch' and ${RECALL_MEANS}
       and not exists (select 1 from device_recall_answer as answer
         where answer.recall_id = recall.document_id and ${STANDING} and answer.result <> 'returned')),
    (select min(answer.recall_id) from device_recall_answer as answer
     where ${STANDING} and answer.result = 'returned'
       and (select status from document where document.id = answer.recall_id) <> 'withdrawn')))`;

const ofCard = statement(
  `select document.number, recall.title, recall.measure, recall.due_on as "dueOn", answer.result
   from asset join device_recall as recall on recall.is_open and ${RECALL_MEANS}
   join document on document.id = recall.document_id
   left join device_recall_answer as answer on answer.recall_id = recall.document_id
     and answer.asset_id = asset.id and answer.taken_back_at is null
   where asset.id = :asset order by document.id`,
);

export interface RecallOfCard {
  number: string;
  title: string;
  measure: 'stop' | 'check' | 'watch';
  dueOn: string;
  /** What was done with it; null while it waits. */
  result: 'fine' | 'repaired' | 'returned' | null;
}

/** Open recalls that mean the card, with what was done. */
export async function recallsOfCard(db: Db, assetId: number): Promise<RecallOfCard[]> {
  return db.run<RecallOfCard>(ofCard, { asset: assetId });
}
