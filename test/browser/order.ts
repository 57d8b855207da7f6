/**
 * The order of the files, always the same: they share one demonstration, and each leaves its traces in it. Pages are
 * looked at and papers printed while what they show is the demonstration's own; a month is charged before buying closes
 * its books; rounds and phones without a network take goods that wait for a vehicle before a day of the county does.
 */
import { basename } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const FIRST = ['looks', 'papers', 'equipment-life', 'rounds', 'offline'];

const nameOf = (file: TestSpecification) => basename(file.moduleId, '.test.ts');

function placeOf(file: TestSpecification): number {
  const place = FIRST.indexOf(nameOf(file));
  return place < 0 ? FIRST.length : place;
}

export class FixedOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted((a, b) => placeOf(a) - placeOf(b) || (nameOf(a) < nameOf(b) ? -1 : 1));
  }
}
