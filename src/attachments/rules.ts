/** How many files a record may keep. Pure. */
import { ok, type Result, refuse } from '../kernel/result.ts';

/** Of one record, withdrawn ones too: they stay. Years of a supplier's papers fit; a folder poured in does not. */
export const MOST_FILES = 100;

/** Refuses one more file for a record that has as many as it may. */
export function checkRoom(kept: number): Result<undefined> {
  return kept < MOST_FILES ? ok() : refuse('file_too_many', { most: MOST_FILES }, 'file');
}
