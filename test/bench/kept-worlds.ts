/** What a kept county is called: after its sizes, what generates it, and the schema it was brought to. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dialect } from '../../db/engine.ts';
import { projectRoot } from '../../db/root.ts';
import type { ScaleRequest } from '../../seeds/scale/shape.ts';

const GENERATORS = ['seeds/scale', 'seeds/demo/data'];

function filesUnder(folder: string, ending: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/**
 * The names that a county of these sizes may be kept under, the present one first: those that follow are of earlier
 * schemas, from which the program brings it to the present one as it does with any database.
 */
export function namesOf(request: ScaleRequest): string[] {
  const hash = createHash('sha256').update(JSON.stringify(request));
  for (const folder of GENERATORS) {
    for (const file of filesUnder(join(projectRoot, folder), '.ts')) hash.update(readFileSync(file));
  }
  const made = hash.digest('hex').slice(0, 12);
  const names: string[] = [];
  const schema = createHash('sha256');
  for (const file of filesUnder(join(projectRoot, 'db/migrations', dialect), '.sql')) {
    schema.update(readFileSync(file));
    names.unshift(`${made}_${schema.copy().digest('hex').slice(0, 8)}`);
  }
  return names;
}
