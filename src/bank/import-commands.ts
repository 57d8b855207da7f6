/** Taking in a bank statement: once a file, once a line, its balances led from one to the other by its lines. */
import { createHash } from 'node:crypto';
import { count, eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { bankLine, bankStatement } from '../../db/schema/bank.ts';
import { person } from '../../db/schema/users.ts';
import { lockTable, statement as sqlStatement } from '../../db/statement.ts';
import { centralAccounts } from '../account/chart.ts';
import { transfer } from '../account/transfer.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { dayOf, timeOf } from '../kernel/clock.ts';
import { ok, type Refusal, type Result, refuse } from '../kernel/result.ts';
import { readSpreadsheet } from '../spreadsheets/read.ts';
import { checkBalances, type ReadStatement, readStatement, type StatementLine } from './statement-rules.ts';

export interface StatementFile {
  fileName: string;
  content: Uint8Array;
  /** As typed by the person, fen; null when the file shows the balances. */
  openingFen: number | null;
  closingFen: number | null;
}

export interface CheckedStatement extends ReadStatement {
  sha256: string;
}

/** Reads and checks a file: what the preview shows and what the import takes in. */
export async function checkStatement(file: StatementFile, today: string): Promise<Result<CheckedStatement>> {
  const sheet = await readSpreadsheet(file.content);
  if (!sheet.ok) return sheet;
  const read = readStatement(sheet.value, today);
  if (!read.ok) return read;
  const { lines } = read.value;
  const [shown, typed] = [read.value, file];
  if (shown.openingFen !== null && typed.openingFen !== null && shown.openingFen !== typed.openingFen) {
    return refuse('statement_opening', { shownFen: shown.openingFen, typedFen: typed.openingFen }, 'opening');
  }
  if (shown.closingFen !== null && typed.closingFen !== null && shown.closingFen !== typed.closingFen) {
    return refuse('statement_closing', { shownFen: shown.closingFen, typedFen: typed.closingFen }, 'closing');
  }
  const openingFen = shown.openingFen ?? typed.openingFen;
  const closingFen = shown.closingFen ?? typed.closingFen;
  const fits = checkBalances(lines, openingFen, closingFen);
  if (!fits.ok) return fits;
  return ok({ lines, openingFen, closingFen, sha256: createHash('sha256').update(file.content).digest('hex') });
}

/** A line that comes in two files is one; of lines alike in everything, the first, the second and so on. */
export function identitiesOf(lines: readonly StatementLine[]): string[] {
  const seen = new Map<string, number>();
  return lines.map((line) => {
    const { bookedOn, amountFen, counterName, counterAccount, reference, memo } = line;
    const facts = JSON.stringify([bookedOn, amountFen, counterName, counterAccount, reference, memo]);
    const turn = (seen.get(facts) ?? 0) + 1;
    seen.set(facts, turn);
    return `${createHash('sha256').update(facts).digest('hex').slice(0, 40)}-${turn}`;
  });
}

/** The balance before the first statement: what the account had when the books began. */
async function bookOpening(tx: Tx, actor: Actor, at: number, statementId: number, openingFen: number) {
  const { bankId, equityId } = await centralAccounts(tx);
  const line = { debitId: bankId, creditId: equityId, amountFen: openingFen, key: `statement-${statementId}-opening` };
  const header = { code: 'bank_opening', documentId: null, actorId: actor.userId, occurredAt: at, postedAt: at };
  return transfer(tx, { ...header, lines: [line] });
}

const CHUNK = 500;

/** Two first statements at once: the second waits and then is not the first, so that one opening is booked. */
const lockStatements = sqlStatement(lockTable('bank_statement', 'exclusive'));

async function writeLines(tx: Tx, statementId: number, lines: readonly StatementLine[]): Promise<number> {
  const identities = identitiesOf(lines);
  const rows = lines.map(({ row: _row, balanceFen: _balance, ...facts }, index) => {
    const identity = identities[index] ?? '';
    return { ...facts, statementId, lineNumber: index + 1, identity, meaning: 'unmatched' as const };
  });
  let written = 0;
  for (let start = 0; start < rows.length; start += CHUNK) {
    const part = rows.slice(start, start + CHUNK);
    const done = await tx.insert(bankLine).values(part).onConflictDoNothing().returning({ id: bankLine.id });
    written += done.length;
  }
  return written;
}

/** Says who has imported the file, and when: of two at once, the one who comes second reads it too. */
async function refuseTwice(tx: Tx, sha256: string, fileName: string): Promise<Refusal> {
  const [known] = await tx
    .select({ by: person.name, at: bankStatement.importedAt })
    .from(bankStatement)
    .leftJoin(person, eq(person.id, bankStatement.importedBy))
    .where(eq(bankStatement.sha256, sha256));
  const at = known?.at ?? 0;
  const moment = `${dayOf(at)} ${timeOf(at)}`;
  return refuse('statement_twice', { file: fileName, by: known?.by ?? '', moment }, 'file');
}

/**
 * Imports a statement; lines known from another file are left out. Refuses: a file that is in already, one whose
 * lines are all known, what `checkStatement` refuses.
 */
export async function importStatement(
  services: CommandServices,
  actor: Actor,
  request: { key: string | null; file: StatementFile },
): Promise<Answer<{ id: number; added: number; known: number }>> {
  const { key, file } = request;
  const checked = await checkStatement(file, dayOf(services.clock.now()));
  const sha256 = checked.ok ? checked.value.sha256 : '';
  const input = { fileName: file.fileName, sha256, openingFen: file.openingFen, closingFen: file.closingFen };
  const about = { act: 'bank.import', key, input, subject: file.fileName };
  return command(services, actor, about, async (tx, at) => {
    if (!may(actor.roles, 'statement.import')) return refuseWithout('statement.import');
    if (!checked.ok) return checked;
    const { lines, openingFen, closingFen } = checked.value;
    await tx.run(lockStatements, {});
    const [before] = await tx.select({ n: count() }).from(bankStatement);
    const made = { importedBy: actor.userId, importedAt: at };
    const [statement] = await tx
      .insert(bankStatement)
      .values({ fileName: file.fileName, sha256, openingFen, closingFen, ...made })
      .onConflictDoNothing()
      .returning({ id: bankStatement.id });
    if (statement === undefined) return refuseTwice(tx, sha256, file.fileName);
    if ((before?.n ?? 0) === 0 && openingFen !== null && openingFen > 0) {
      const booked = await bookOpening(tx, actor, at, statement.id, openingFen);
      if (!booked.ok) return booked;
    }
    const added = await writeLines(tx, statement.id, lines);
    if (added === 0) return refuse('statement_no_new', {}, 'file');
    const value = { id: statement.id, added, known: lines.length - added };
    return ok({ value, subject: file.fileName, after: { ...input, added, known: value.known } });
  });
}
