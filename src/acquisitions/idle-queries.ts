/** Idle equipment of a class among all members: what is looked through before anything is bought. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';

const lyingIdle = statement(
  `select asset.id, asset.number, asset.name, keeper.short_name as keeper from asset
   join organisation as keeper on keeper.id = asset.keeper_id
   where asset.class_id = :classId and asset.status = 'idle' and asset.down_by is null
   order by asset.number limit 100`,
);

export interface IdleAsset {
  id: number;
  number: string;
  name: string;
  keeper: string;
}

/** What of the class lies idle and is not out of order, wherever in the consortium. */
export async function idleOfClass(db: Db, classId: number): Promise<IdleAsset[]> {
  const rows = await db.run<IdleAsset>(lyingIdle, { classId });
  return rows.map((row) => ({ ...row, id: Number(row.id) }));
}
