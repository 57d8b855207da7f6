/** Recomputes what selection and the committee promise: sums of scores, counts of votes, and who took part in them. */
import type { Db } from '../../db/database.ts';
import { type Statement, statement } from '../../db/statement.ts';
import type { Check, FoundRow } from '../kernel/finding.ts';

const REVIEW = `dossier_review as review join dossier on dossier.id = review.dossier_id
     join document on document.id = dossier.document_id`;

const applied = (person: string) => `exists (select 1 from document_act as written
  where written.document_id = document.id and written.act in ('draft', 'edit', 'submit')
    and written.actor_id = ${person})`;

const RULES: Record<string, Statement> = {
  review_total: statement(
    `select document.number || ' review ' || review.id as subject, cast(review.total_half as text) as expected,
       cast(coalesce(sum(score.half), 0) as text) as found
     from ${REVIEW} left join dossier_score as score on score.review_id = review.id
     where review.total_half is not null
     group by document.number, review.id, review.total_half having coalesce(sum(score.half), 0) <> review.total_half`,
  ),
  dossier_mean: statement(
    `select number as subject, coalesce(cast(score_half as text), '-') as expected, cast(mean as text) as found
     from (
       select document.number, dossier.score_half,
         (2 * cast(sum(review.total_half) as bigint) + count(review.total_half)) / (2 * count(review.total_half))
           as mean
       from ${REVIEW} where document.status in ('scored', 'trial', 'declined', 'kept', 'removed')
       group by document.number, dossier.score_half having count(review.total_half) > 0
     ) as reckoned where score_half is null or score_half <> mean`,
  ),
  reviewer_not_applicant: statement(
    `select document.number as subject, 'another person' as expected, 'person ' || review.person_id as found
     from ${REVIEW} where ${applied('review.person_id')}`,
  ),
  manager_not_applicant: statement(
    `select document.number as subject, 'another person' as expected,
       managed.act || ' by person ' || managed.actor_id as found
     from document join document_act as managed on managed.document_id = document.id
       and managed.act in ('return', 'identify', 'assign', 'release', 'adopt', 'decline', 'keep')
     where document.kind = 'dossier' and ${applied('managed.actor_id')}`,
  ),
  review_without_conflict: statement(
    `select document.number as subject, 'no scores' as expected, cast(review.total_half as text) as found
     from ${REVIEW} where review.interest = 'declared' and review.total_half is not null`,
  ),
  matter_votes: statement(
    `select 'matter ' || matter.id as subject,
       matter.votes_for || ' ' || matter.votes_against || ' ' || matter.abstentions || ' ' || matter.recusals
         as expected,
       coalesce(counted.ins, 0) || ' ' || coalesce(counted.outs, 0) || ' ' || coalesce(counted.abstained, 0) || ' '
         || coalesce(counted.recused, 0) as found
     from matter left join (
       select matter_id, sum(case when choice = 'for' then 1 else 0 end) as ins,
         sum(case when choice = 'against' then 1 else 0 end) as outs,
         sum(case when choice = 'abstain' then 1 else 0 end) as abstained,
         sum(case when choice = 'recused' then 1 else 0 end) as recused
       from matter_vote group by matter_id
     ) as counted on counted.matter_id = matter.id
     where matter.decided_at is not null and (matter.votes_for <> coalesce(counted.ins, 0)
       or matter.votes_against <> coalesce(counted.outs, 0) or matter.abstentions <> coalesce(counted.abstained, 0)
       or matter.recusals <> coalesce(counted.recused, 0))`,
  ),
  voter_present: statement(
    `select 'matter ' || matter_vote.matter_id as subject, 'present' as expected,
       'person ' || matter_vote.person_id as found
     from matter_vote join matter on matter.id = matter_vote.matter_id
     left join committee_seat as seat on seat.session_id = matter.session_id
       and seat.person_id = matter_vote.person_id
     where seat.present_at is null or seat.present_at > matter_vote.at`,
  ),
  voter_not_conflicted: statement(
    `select 'matter ' || matter_vote.matter_id as subject, 'recused' as expected, matter_vote.choice as found
     from matter_vote join matter on matter.id = matter_vote.matter_id and matter.kind = 'dossier'
     join document on document.id = matter.document_id join dossier on dossier.document_id = document.id
     left join dossier_review as review on review.dossier_id = dossier.id
       and review.person_id = matter_vote.person_id and review.interest = 'declared'
     where matter_vote.choice <> 'recused' and (${applied('matter_vote.person_id')} or review.id is not null)`,
  ),
  watch_note_recorded: statement(
    `select 'note ' || watch_note.id as subject, 'an audit row' as expected, watch_note.act as found
     from watch_note where not exists (select 1 from audit_row where audit_row.actor_id = watch_note.person_id
       and audit_row.at = watch_note.at and audit_row.outcome = 'done'
       and audit_row.act = 'dossier.' || watch_note.act || '_item')`,
  ),
  adopted_by_vote: statement(
    `select document.number as subject, 'a passed matter' as expected, document.status as found
     from document where document.kind = 'dossier' and document.status in ('trial', 'kept', 'removed')
       and not exists (select 1 from matter where matter.document_id = document.id and matter.outcome = 'passed')`,
  ),
};

/** One check for each promise. */
export const selectionChecks: readonly Check<Db>[] = Object.entries(RULES).map(([rule, query]) => ({
  rule,
  find: async (db) => (await db.run<FoundRow>(query, {})).map((row) => ({ rule, ...row })),
}));
