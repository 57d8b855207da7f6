/**
 * `npm run admin -- create …`: makes the first administrator of a real installation, and the head hospital if needed.
 */
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import type { Database, Tx } from '../../db/database.ts';
import { openDatabase } from '../../db/open.ts';
import { seedReference } from '../../seeds/reference/seed.ts';
import { refusalText, wordsOf } from '../../views/i18n/index.ts';
import { command } from '../audit/command.ts';
import { createInitialPassword, hashPassword } from '../auth/password.ts';
import { SYSTEM_ACTOR } from '../auth/viewer.ts';
import { readSettings } from '../env.ts';
import { type Clock, systemClock } from '../kernel/clock.ts';
import { ok, type Refusal, type Result, refuse } from '../kernel/result.ts';
import { addOrganisation } from '../organisations/commands.ts';
import { headOrganisation, organisationByCode } from '../organisations/queries.ts';
import { addPerson } from './commands.ts';
import { hasAdministrator } from './queries.ts';
import { normaliseLogin } from './rules.ts';

const USAGE = `Usage:
  npm run admin -- create --login LOGIN --name NAME --organisation-code CODE
                          [--organisation-name NAME] [--force-another]
--organisation-code is the code of the head hospital, such as XG00; it is made with --organisation-name when there is
none. --force-another adds an administrator beside the present ones.
The data is where DATA_DIR or DATABASE_URL points.`;

class UsageError extends Error {}

export interface FirstAdministrator {
  login: string;
  name: string;
  organisationCode: string;
  organisationName: string | undefined;
  forceAnother: boolean;
}

/** Reads the words after `npm run admin --`. Throws with what is wrong. */
export function readArguments(argv: string[]): FirstAdministrator {
  const text = { type: 'string' } as const;
  const options = {
    login: text,
    name: text,
    'organisation-code': text,
    'organisation-name': text,
    'force-another': { type: 'boolean', default: false },
  } as const;
  let parsed: ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>;
  try {
    parsed = parseArgs({ args: argv, options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  const { values, positionals } = parsed;
  if (positionals.length !== 1 || positionals[0] !== 'create') throw new UsageError('Say what to do: create.');
  const { login, name, 'organisation-code': organisationCode } = values;
  if (!login) throw new UsageError('--login is missing.');
  if (!name) throw new UsageError('--name is missing.');
  if (!organisationCode) throw new UsageError('--organisation-code is missing.');
  const organisationName = values['organisation-name'];
  return { login, name, organisationCode, organisationName, forceAnother: values['force-another'] };
}

/** The head hospital of that code, made when there is no head at all. */
async function ensureHead(tx: Tx, given: FirstAdministrator, at: number): Promise<Result<{ id: number }>> {
  const code = given.organisationCode;
  const found = await organisationByCode(tx, code);
  if (found !== undefined) return ok({ id: found.id });
  const head = await headOrganisation(tx);
  if (head !== undefined) return refuse('head_exists', { code: head.code, name: head.name });
  const name = given.organisationName;
  if (name === undefined) return refuse('head_name_missing');
  return addOrganisation(tx, { code, name, shortName: name, kind: 'head', parentId: null }, at);
}

/**
 * Makes the administrator with a one-time password. Refuses when there is one already (unless told to add another),
 * when another head hospital exists, and what `addPerson` refuses.
 */
export async function createFirstAdministrator(
  services: { db: Database; clock: Clock },
  given: FirstAdministrator,
): Promise<Result<{ login: string; password: string }>> {
  const password = createInitialPassword();
  const passwordHash = await hashPassword(password);
  const login = normaliseLogin(given.login);
  const request = { act: 'person.add', key: null, input: given, subject: login };
  const answer = await command(services, SYSTEM_ACTOR, request, async (tx, at) => {
    if (!given.forceAnother && (await hasAdministrator(tx))) return refuse('administrator_exists');
    const head = await ensureHead(tx, given, at);
    if (!head.ok) return head;
    const { name } = given;
    const person = { login, name, organisationId: head.value.id, passwordHash, mustChangePassword: true };
    const added = await addPerson(tx, at, { ...person, roles: ['administrator'] });
    if (!added.ok) return added;
    return ok({ value: { login }, subject: login, after: { login, name, roles: ['administrator'] } });
  });
  return answer.ok ? ok({ login, password }) : answer;
}

function sentence(refusal: Refusal): string {
  return refusalText(wordsOf('en'), refusal);
}

async function run(): Promise<number> {
  const given = readArguments(process.argv.slice(2));
  const db = await openDatabase(readSettings(process.env));
  try {
    await seedReference(db, systemClock);
    const made = await createFirstAdministrator({ db, clock: systemClock }, given);
    if (!made.ok) {
      process.stderr.write(`${sentence(made)}\n`);
      return 1;
    }
    const { login, password } = made.value;
    process.stdout.write(
      `Administrator ${login} was created.\nOne-time password, shown only now: ${password}\n` +
        'Sign in with it and choose a new one.\n',
    );
    return 0;
  } finally {
    await db.close();
  }
}

async function main(): Promise<void> {
  try {
    process.exitCode = await run();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const usage = error instanceof UsageError;
    process.stderr.write(usage ? `${message}\n\n${USAGE}\n` : `${message}\n`);
    process.exitCode = usage ? 2 : 1;
  }
}

const started = process.argv[1];
if (started !== undefined && import.meta.url === pathToFileURL(started).href) await main();
