/** The entries of members' books as people read them: with the paper behind each and who stands on the other side. */
import type { Db } from '../../db/database.ts';
import { rowset, statement } from '../../db/statement.ts';
import { type AccountEntry, accountEntries, type EntriesAsked } from '../account/queries.ts';
import type { DocumentKind } from '../documents/advance.ts';

export interface PaperOfEntry {
  number: string;
  kind: DocumentKind;
  organisationId: number;
  organisation: string;
  counterpartId: number | null;
  counterpart: string | null;
}

export interface BookEntry extends AccountEntry {
  /** The document that the entry was made by; null where it stands alone. */
  paper: PaperOfEntry | null;
  actor: string;
}

const papersOf = statement(
  `select document.id, document.number, document.kind, document.organisation_id, own.short_name as organisation,
     document.counterpart_id, other.short_name as counterpart
   from ${rowset('ids', { id: 'int' })} as given join document on document.id = given.id
   join organisation as own on own.id = document.organisation_id
   left join organisation as other on other.id = document.counterpart_id`,
);
const peopleOf = statement(
  `select person.id, person.name from ${rowset('ids', { id: 'int' })} as given join person on person.id = given.id`,
);

interface PaperRow {
  id: number;
  number: string;
  kind: DocumentKind;
  organisation_id: number;
  organisation: string;
  counterpart_id: number | null;
  counterpart: string | null;
}

const idsOf = (ids: readonly (number | null)[]) => [...new Set(ids)].flatMap((id) => (id === null ? [] : [{ id }]));

/** Entries with their documents and who made them. */
export async function withPapers(db: Db, entries: readonly AccountEntry[]): Promise<BookEntry[]> {
  const documents = idsOf(entries.map((entry) => entry.documentId));
  const papers = documents.length === 0 ? [] : await db.run<PaperRow>(papersOf, { ids: documents });
  const byId = new Map(
    papers.map(({ id, number, kind, organisation_id, organisation, counterpart_id, counterpart }) => {
      const sides = { organisationId: organisation_id, organisation, counterpartId: counterpart_id, counterpart };
      return [id, { number, kind, ...sides }];
    }),
  );
  const people = idsOf(entries.map((entry) => entry.actorId));
  const names = new Map(
    (await db.run<{ id: number; name: string }>(peopleOf, { ids: people })).map((row) => [row.id, row.name]),
  );
  return entries.map((entry) => ({
    ...entry,
    paper: entry.documentId === null ? null : (byId.get(entry.documentId) ?? null),
    actor: names.get(entry.actorId) ?? '',
  }));
}

/** A page of an account's entries with their documents; see `accountEntries`. */
export async function bookEntries(
  db: Db,
  asked: EntriesAsked,
): Promise<{ rows: BookEntry[]; next: number | undefined }> {
  const { rows, next } = await accountEntries(db, asked);
  return { rows: await withPapers(db, rows), next };
}
