/** The SQL of files of use that is hot or set-based: rows kept, judged anew and posted in one go. */
import { dialect } from '../../../db/engine.ts';
import { forUpdate, rowset, statement } from '../../../db/statement.ts';

const json = (column: string) => (dialect === 'sqlite' ? column : `cast(${column} as json)`);

export const addRows = statement(
  `insert into use_row (file_id, position, "row", verdict, organisation_id, identity, entry)
   select cast(:fileId as bigint), position, sheet_row, verdict, cast(:organisationId as bigint), identity,
     ${json('entry')}
   from ${rowset('rows', {
     position: 'int',
     sheet_row: 'int',
     verdict: 'text',
     identity: 'text',
     entry: 'text',
   })} as given
   where true order by position`,
);

/* The file stands in every row: as one value beside them SQLite would walk the whole file for each row. */

export const judgeRows = statement(
  `update use_row set verdict = given.verdict, entry = ${json('given.entry')}
   from ${rowset('rows', { file_id: 'int', position: 'int', verdict: 'text', entry: 'text' })} as given
   where use_row.file_id = given.file_id and use_row.position = given.position`,
);

export const settleRows = statement(
  `update use_row set verdict = given.verdict, document_id = given.document_id
   from ${rowset('rows', { file_id: 'int', position: 'int', verdict: 'text', document_id: 'int' })} as given
   where use_row.file_id = given.file_id and use_row.position = given.position`,
);

export const readyRows = statement(
  `select position, identity, entry from use_row
   where file_id = :fileId and verdict = 'ready' and position >= :position order by position limit :size`,
);

export const openRows = statement(
  `select position, identity, entry from use_row
   where file_id = :fileId and verdict not in ('posted', 'repeated', 'undone') and position >= :position
   order by position limit :size`,
);

/**
 * Each row by the index. Without `offset 0` PostgreSQL would make a join of it, and while a file is posted it believes
 * for a while that nothing is: it would walk all that was posted once for each row.
 */
export const postedAmong = statement(
  `select given.identity from ${rowset('rows', { identity: 'text' })} as given
   where exists (select 1 from use_row where use_row.organisation_id = :organisationId
     and use_row.identity = given.identity and use_row.verdict = 'posted' limit 1 offset 0)`,
);

/** Two files of one member take turns: both might hold the same row. */
export const takeTurn = statement(`select id from organisation where id = :organisationId ${forUpdate}`);

export const countVerdicts = statement(
  `select verdict, cast(count(*) as bigint) as rows from use_row where file_id = :fileId group by verdict`,
);
