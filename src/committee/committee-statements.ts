/** Statements of the committee that lock a session or write votes where two people may press at once. */
import { forUpdate, statement } from '../../db/statement.ts';

/** Whoever votes, comes in or closes a matter waits for the one before: the count then misses nobody. */
export const lockSession = statement(`select id, status, version from document where id = :id ${forUpdate}`);

export const castVote = statement(
  `insert into matter_vote (matter_id, person_id, choice, reason, at)
   values (:matterId, :personId, :choice, :reason, :at) on conflict (matter_id, person_id) do nothing
   returning person_id`,
);
