/** The few statements of selection that lock or count in one go. */
import { forUpdate, statement } from '../../db/statement.ts';

/** Two reviews of one dossier wait for each other, so that the last one knows it is the last. */
export const lockDocument = statement(`select id, status from document where id = :id ${forUpdate}`);

export const memberIds = statement(
  `select person.id, person.name from person join person_role on person_role.person_id = person.id
   where person_role.role = 'committee_member' and person.active order by person.id`,
);
